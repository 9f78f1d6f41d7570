using Twin.City;
using Twin.City.Cases;
using Twin.City.Reviews;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Meetings;

/// <summary>What meetings decide becomes cases; a review lists them with how far they have come.</summary>
internal sealed class OutcomeDesk(
    CaseDoor cases, Intake intake, Receipts receipts, CommandIds ids, IIdSource fresh, CaseList list,
    CityTree tree, Places places, Rights rights, TimeProvider time)
{
    /// <summary>Who holds a meeting that decides for others.</summary>
    private static readonly string[] Deciders = ["Leader", "CentreHead", "ShiftLead"];

    /// <summary>What takes longer is no outcome of a review, it is a plan.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(183);

    public async ValueTask<Outcome<ReviewOutcomesView>> Decide(
        ReviewKey review, ReviewOutcomeRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Check(body, review.Area, time.GetUtcNow()) is { } wrong)
        {
            return wrong;
        }

        if (Bound.In(caller, [.. Deciders], review.Area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var named = body.CommandId ?? key;
        var id = Receipts.CaseOf(caller.Name, "review", named ?? fresh.Next());
        var commandId = ids.Of(
            CommandIds.Own(caller.Name, named), $"review/{review.Kind}/{review.Area.Value}",
            body with { CommandId = null }, WireJson.Relaxed.ReviewOutcomeRequest);
        var words = await intake.Keep(id, $"report/{id.Value}", body.Text, cancel);
        var report = CaseCommand.Report.Decided(
            tree.Book.FirstGridIn(body.Home is { } home ? new HomeId(home) : review.Area)!.Value, words, body.Class!,
            Receipts.HashOf(receipts.ReceiptOf(id)), review.With(body.Until!.Value));
        var reporter = by with { Roles = [.. by.Roles, "Reporter"] };
        var answer = await cases.Do(id, new CaseOrder(report, commandId, reporter, Intake.AnyClient), cancel);
        if (answer.Refusal is null)
        {
            // A resend after a stop between the two finds the first done and does the second.
            answer = await cases.Do(
                id, new CaseOrder(
                    new CaseCommand.Dispatch(null, new DepartmentId(body.Department!)), $"system/dispatch/{id.Value}",
                    Actor.System, Intake.AnyClient), cancel);
        }

        if (answer.Refusal is { } no)
        {
            return Problem.Of(no);
        }

        await Reached.Must(list, answer.Position, cancel);
        return See(review, caller);
    }

    /// <summary>As they stand now: a review is of the past, what it led to goes on.</summary>
    public ReviewOutcomesView See(ReviewKey review, Caller caller) => list.Look(look =>
    {
        var (all, rows, now) = (look.DecidedAbout(review), new List<ReviewOutcomeView>(), time.GetUtcNow());
        for (var at = all.Count - 1; at >= 0; at--)
        {
            var (id, until) = all[at];
            if (look.Case(id) is { } entry && Rights.ResourceOf(entry) is var what && rights.Reaches(caller, what))
            {
                var end = entry.Story.HandledAt ?? entry.EndedAt ?? now;
                rows.Add(new ReviewOutcomeView(
                    until, end > until, ViewOf.Row(entry, places, rights.SeesPlace(caller, what))));
            }
        }

        return new ReviewOutcomesView([.. rows], all.Count - rows.Count, look.Position);
    });

    private ProblemView? Check(ReviewOutcomeRequest body, HomeId area, DateTimeOffset now) =>
        CommandIds.Check("commandId", body.CommandId)
        ?? (string.IsNullOrWhiteSpace(body.Text) ? Checks.Wanted("text") : Checks.Text("text", body.Text))
        ?? (body.Class is null ? Checks.Wanted("class") : Checks.Class("class", body.Class))
        ?? (body.Department is null ? Checks.Wanted("department") : Checks.Department("department", body.Department))
        ?? (body.Until is null ? Checks.Wanted("until") : Checks.Moment("until", body.Until, now + LongestRun))
        ?? Home(body.Home, area)
        ?? (tree.Book.FirstGridIn(area) is null
            ? Problem.Field("id", area.Value, new Say("an area with a grid", "有网格的区域"))
            : null);

    private ProblemView? Home(string? home, HomeId area) =>
        home is null || (places.Live(home) is { } found && places.Covers(area, found)
            && tree.Book.FirstGridIn(found) is not null)
            ? null
            : Problem.Field("home", home, new Say("a grid or an area of the review's own", "本研判区域内的网格或区域"));
}
