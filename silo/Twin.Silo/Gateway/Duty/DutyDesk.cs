using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Duty;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Duty;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Duty;

/// <summary>Turns of seats: planned, dropped, shown, and who stands in where nobody is on one.</summary>
internal sealed class DutyDesk(
    IGrainFactory grains, DutyBook book, CityTree tree, Places places, Seats seats, CommandIds ids, TimeProvider time)
{
    private const int ShiftsMost = 500;

    public ValueTask<Outcome<DutyView>> Plan(
        HomeId area, ShiftsRequest body, string? key, Caller caller, CancellationToken cancel) =>
        Do(area, "plan", body, key, caller, cancel);

    public ValueTask<Outcome<DutyView>> Drop(
        HomeId area, ShiftsRequest body, string? key, Caller caller, CancellationToken cancel) =>
        Do(area, "drop", body, key, caller, cancel);

    public DutyView Of(HomeId area, long position)
    {
        var (now, roster) = (time.GetUtcNow(), book.Now);
        var shifts = places.Posts.Where(post => places.Covers(area, new HomeId(post.AreaId)))
            .SelectMany(post => roster.Of(new PostId(post.Id)).Where(shift => shift.To > now), (post, shift) =>
                new ShiftView(
                    post.Id, post.Name, post.AreaId, shift.Kind.ToString(), shift.From, shift.To,
                    shift.StageAt(now, seats.AccountAt(shift.Post) is not null).ToString()));
        return new DutyView(
            [.. shifts.OrderBy(shift => shift.From).ThenBy(shift => shift.Post, StringComparer.Ordinal)],
            [.. Gaps(area, roster, now)], position);
    }

    private IEnumerable<GapView> Gaps(HomeId area, Roster roster, DateTimeOffset now)
    {
        foreach (var home in tree.Book.All.Where(home => tree.IsGrid(home) && places.Covers(area, home)))
        {
            var own = tree.PostsOf(home);
            if (!GapRule.IsGap(roster, own, now)) continue;
            var stands = GapRule.SeatFor(roster, own, CityRules.StandIns(tree, home), now);
            yield return new GapView(
                home.Value, places.NameOf(home.Value), stands?.Value,
                stands is { } seat ? places.Post(seat.Value)?.Name : null);
        }
    }

    private async ValueTask<Outcome<DutyView>> Do(
        HomeId area, string act, ShiftsRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Bound.In(caller, RosterDecisions.Planners, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        if ((Read(area, body.Shifts, out var shifts) ?? Checks.Word("commandId", body.CommandId)) is { } wrong)
        {
            return wrong;
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{area}/{act}", body with { CommandId = null },
            WireJson.Relaxed.ShiftsRequest);
        var duty = grains.GetGrain<IDutyGrain>(DutyBook.Key);
        var answer = await (act == "plan" ? duty.Plan(shifts, by, id, cancel) : duty.Drop(shifts, by, id, cancel));
        if (answer.Refusal is { } no)
        {
            return Problem.Of(no);
        }

        await book.CatchUp(cancel);
        return Of(area, answer.Position);
    }

    private ProblemView? Read(HomeId area, ShiftRequest?[]? shifts, out ImmutableArray<Shift> read)
    {
        read = [];
        if (shifts is not { Length: > 0 and <= ShiftsMost })
        {
            return Problem.Field("shifts", $"{shifts?.Length ?? 0}", new Say(
                $"1 to {ShiftsMost} turns", $"1 至 {ShiftsMost} 个班次"));
        }

        var made = ImmutableArray.CreateBuilder<Shift>(shifts.Length);
        foreach (var shift in shifts)
        {
            if (One(area, shift, out var one) is { } wrong) return wrong;
            made.Add(one);
        }

        read = made.ToImmutable();
        return null;
    }

    private ProblemView? One(HomeId area, ShiftRequest? shift, out Shift one)
    {
        one = null!;
        var now = time.GetUtcNow();
        var latest = now + RosterDecisions.AheadMost + TimeSpan.FromDays(1);
        var post = shift?.Post is { } id ? places.Post(id) : null;
        if (post is null || !places.Covers(area, new HomeId(post.AreaId)))
        {
            return Problem.Field("post", shift?.Post, new Say("a post of the area", "该区域内的岗位编号"));
        }

        if (shift!.Kind is null || shift.From is null || shift.To is null)
        {
            var field = shift.Kind is null ? "kind" : shift.From is null ? "from" : "to";
            return Problem.Field(field, null, new Say("it for each turn", "每个班次都要填写"));
        }

        if ((Checks.OneOf("kind", shift.Kind, out var kind, ShiftKind.Day)
            ?? Checks.Moment("from", shift.From, latest) ?? Checks.Moment("to", shift.To, latest)) is { } wrong)
        {
            return wrong;
        }

        one = new Shift(
            new PostId(post.Id), shift.From.Value.ToUniversalTime(), shift.To.Value.ToUniversalTime(), kind);
        return null;
    }
}
