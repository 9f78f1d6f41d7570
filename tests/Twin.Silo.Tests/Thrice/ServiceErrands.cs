using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.Contracts;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>An errand for each move of a dispute, each answer to a new duty, each act on a card of points.</summary>
internal static class ServiceErrands
{
    private const string Home = TinyCity.EastGrid;

    private static readonly Player Mediator = Play.By("Mediator");
    private static readonly Player Keeper = Play.By("GridHead");
    private static readonly Player Street = Play.By("StreetOffice");
    private static readonly Player Power = new("Power-Handler", "Handler", "Power");

    public static async Task<Errand[]> Of(Play play) =>
    [
        await Dispute(play, "route", new DisputeRequest("Court", "民初-17")),
        await Dispute(play, "agree", new DisputeRequest(Text: "走廊不再堆物")),
        await Dispute(play, "break", new DisputeRequest(Text: "又堆了")),
        Ask("asked"),
        await Answer(play, Street, "admit", new AdmissionAnswerRequest(TinyCity.Root)),
        await Answer(play, Street, "refuse", new AdmissionAnswerRequest(TinyCity.Root, "TooMuch")),
        await Answer(play, Power, "end", new AdmissionAnswerRequest()),
        Card(play),
        await OnCard(play, "earn", new PointsRequest("VolunteerHour", 2)),
        await OnCard(play, "redeem", new PointsRequest(Points: 4, Site: "s-1")),
    ];

    private static async Task<Errand> Dispute(Play play, string move, DisputeRequest body)
    {
        var (at, dispatcher) = (TinyCity.Within(2), play.Of(Play.By("Dispatcher"), 0));
        var report = new ReportRequest(Class: "D-01", Lng: at.Lng, Lat: at.Lat);
        var one = await play.Begin(new Start("dispute", report), $"to-{move}");
        await dispatcher.Command(one.CaseId, "recall", new CommandRequest(Text: "转调解"));
        await dispatcher.Command(one.CaseId, "dispatch", new CommandRequest(Department: Player.Mediation));
        await play.Of(Mediator, 0).Command(one.CaseId, "accept");
        var path = $"cases/{one.CaseId}/dispute";
        if (move == "break")
        {
            await Play.Give(play.Of(Mediator, 0), $"{path}/agree", new DisputeRequest(Text: "说好了"));
        }

        return new Errand(
            $"POST /api/v1/cases/{{caseId}}/dispute/{{disputeMove}} {move}", $"case/{one.CaseId}",
            $"{Mediator.Account}/{move}", (on, connection) =>
                Play.Tell(on.Of(Mediator, connection), $"{path}/{move}", body with { CommandId = move }));
    }

    private static Errand Ask(string name) => Gate(
        Power, "POST /api/v1/admissions", name, name,
        (http, id) => http.Give<AdmissionRequest, AdmissionsView>("admissions", Duty(name) with { CommandId = id }));

    private static async Task<Errand> Answer(Play play, Player player, string answer, AdmissionAnswerRequest body)
    {
        var name = $"to-{answer}";
        var asked = await play.Of(Power, 0).Give<AdmissionRequest, AdmissionsView>("admissions", Duty(name));
        var path = $"admissions/{asked.Duties.Single(row => row.Name == name).Duty}/{answer}";
        return Gate(
            player, $"POST /api/v1/admissions/{{duty}}/{{admission}} {answer}", answer, name,
            (http, id) => http.Give<AdmissionAnswerRequest, AdmissionsView>(path, body with { CommandId = id }));
    }

    /// <summary>The city has one gate: other duties stand beside the one that is asked about.</summary>
    private static Errand Gate(
        Player player, string door, string id, string name, Func<HttpClient, string, Task<AdmissionsView>> give) =>
        new(door, "admission", $"{player.Account}/{id}", async (play, connection) =>
        {
            var seen = await give(play.Of(player, connection), id);
            return new Told(
                JsonSerializer.Serialize(seen.Duties.Single(row => row.Name == name), TestCity.Json), null);
        });

    private static AdmissionRequest Duty(string name) => new(
        Power.Department, TinyCity.Root, name, 30, "省令第17号",
        new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(8)));

    private static Errand Card(Play play) => new(
        "POST /api/v1/cards", StreamOf(NumberOf(play, "card")), $"{Keeper.Account}/card", (on, connection) =>
            Play.Tell(on.Of(Keeper, connection), "cards", new CardRequest(Home, "Volunteer", "card")));

    private static async Task<Errand> OnCard(Play play, string act, PointsRequest body)
    {
        var card = (await play.Of(Keeper, 0).Give<CardRequest, CardView>(
            "cards", new CardRequest(Home, "Volunteer", $"to-{act}"))).Card;
        var path = $"cards/{card}";
        if (act == "redeem")
        {
            await Play.Give(play.Of(Keeper, 0), $"{path}/earn", new PointsRequest("VolunteerHour", 2));
        }

        return new Errand(
            $"POST /api/v1/cards/{{card}}/{{cardAct}} {act}", StreamOf(card), $"{Keeper.Account}/{act}",
            (on, connection) => Play.Tell(
                on.Of(Keeper, connection), $"{path}/{act}", body with { CommandId = act }));
    }

    /// <summary>The number of a card follows from the command that opened it, and from the server's secret.</summary>
    private static string NumberOf(Play play, string id) =>
        play.City.Services.GetRequiredService<Receipts>().ReceiptOf(new CaseId($"card/{Keeper.Account}/{id}"));

    private static string StreamOf(string card) => $"points/{Receipts.HashOf(card)}";
}
