using System.Text.Json;
using Twin.Contracts;
using Twin.Grains.Duty;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>An errand for each door of a shift: its bells, its turns, its handover book.</summary>
/// <remarks>In the two grids that no change of the map touches.</remarks>
internal static class DeskErrands
{
    private const string Grid = TinyCity.EastGrid;
    private const string Beside = "g-4";

    private static readonly Player Lead = Play.By("ShiftLead");
    private static readonly Player Head = Play.By("CentreHead");

    /// <summary>Turns come last: where nobody is on one, offers go elsewhere.</summary>
    public static async Task<Errand[]> Of(Play play) =>
    [
        await Answer(play), await See(play), await HandOver(play), await TakeOver(play),
        Turns(Beside, "plan", Evening($"{Beside}-2")), await Drop(play),
    ];

    /// <summary>Nobody's phone has shown the offer for a minute.</summary>
    private static async Task<Errand> Answer(Play play)
    {
        var grave = await Grave(play, "rings");
        await play.Wait(grave);
        var seen = await play.Of(Lead, 0).Get<BellsView>($"bells?atLeast={play.City.Log.Head.Position}");
        var bell = seen.Bells.Single(one => one.CaseId == grave.CaseId).Bell;
        return new Errand(
            "POST /api/v1/bells/answer", $"case/{grave.CaseId}", $"bell/{Lead.Account}/{bell}", (on, connection) =>
                Play.Tell(on.Of(Lead, connection), "bells/answer", new BellRequest(grave.CaseId, bell)));
    }

    private static async Task<Errand> See(Play play)
    {
        var (grave, seat) = (await Grave(play, "is-seen"), Play.By("Worker"));
        var post = await play.Of(seat, 0).Get<PostView>($"posts/{seat.Post}");
        var offer = post.Tasks.Single(task => task.CaseId == grave.CaseId).Offer;
        return new Errand(
            "POST /api/v1/offers/seen", $"case/{grave.CaseId}", $"seen/{seat.Account}/{offer}", (on, connection) =>
                Play.Tell(on.Of(seat, connection), "offers/seen", new SeenRequest(grave.CaseId, offer)));
    }

    private static async Task<Errand> HandOver(Play play)
    {
        var promised = await play.Begin(new Start("of-the-city", DoorErrands.OfTheCity), "promised");
        var body = new HandoverRequest([new PromiseRequest(promised.CaseId, "明早回电")], "page");
        return Page(
            Lead, "POST /api/v1/areas/{id}/handover", Beside, "page", (http, path) =>
                http.Give<HandoverRequest, HandoverBookView>(path, body));
    }

    private static async Task<Errand> TakeOver(Play play)
    {
        var book = await play.Of(Lead, 0).Give<HandoverRequest, HandoverBookView>($"areas/{Grid}/handover", new());
        var number = book.Pages.Single().Number;
        return Page(
            Head, "POST /api/v1/areas/{id}/handover/{handover}/take", Grid, $"take/{number}", (http, path) =>
                http.Give<object, HandoverBookView>($"{path}/{number}/take", new { }));
    }

    /// <summary>What presses is shown as it is by then; the rest of the page stands.</summary>
    private static Errand Page(
        Player player, string door, string area, string id, Func<HttpClient, string, Task<HandoverBookView>> sign) =>
        new(door, $"handover/{area}", $"{player.Account}/{id}", async (play, connection) =>
        {
            var book = await sign(play.Of(player, connection), $"areas/{area}/handover");
            return Same(book with { Pages = [.. book.Pages.Select(page => page with { Pressing = [] })] });
        });

    private static async Task<Errand> Drop(Play play)
    {
        var turns = Evening($"{Grid}-2");
        await Play.Give(play.Of(Lead, 0), $"areas/{Grid}/duty/plan", turns);
        return Turns(Grid, "drop", turns);
    }

    /// <summary>The roster is the city's: another turn moves its position and who stands in, not these turns.</summary>
    private static Errand Turns(string area, string act, ShiftsRequest body)
    {
        var id = $"turn-{act}";
        return new Errand(
            $"POST /api/v1/areas/{{id}}/duty/{act}", DutyBook.Stream, $"{Lead.Account}/{id}",
            async (play, connection) => Same((await play.Of(Lead, connection).Give<ShiftsRequest, DutyView>(
                $"areas/{area}/duty/{act}", body with { CommandId = id })).Shifts));
    }

    private static ShiftsRequest Evening(string post)
    {
        var from = new DateTimeOffset(2026, 6, 16, 16, 0, 0, TimeSpan.FromHours(8));
        return new ShiftsRequest([new ShiftRequest(post, "Evening", from, from.AddHours(8))]);
    }

    private static Task<Standing> Grave(Play play, string key)
    {
        var at = TinyCity.Within(2);
        return play.Begin(new Start("grave", new ReportRequest(Class: "E0401", Lng: at.Lng, Lat: at.Lat)), key);
    }

    private static Told Same<T>(T view) => new(JsonSerializer.Serialize(view, TestCity.Json), null);
}
