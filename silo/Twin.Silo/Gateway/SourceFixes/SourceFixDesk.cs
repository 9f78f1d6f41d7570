using Orleans;
using Twin.City;
using Twin.City.Metrics;
using Twin.City.SourceFixes;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Feeds;
using Twin.Grains.SourceFixes;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.SourceFixes;

/// <summary>What comes again, and who mends its source.</summary>
internal sealed class SourceFixDesk(
    IGrainFactory grains, CaseList list, Places places, Rights rights, CommandIds ids, TimeProvider time)
{
    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["done", "drop"];

    private ISourceFixGrain Book => grains.GetGrain<ISourceFixGrain>(SourceFixGrain.Key);

    public async ValueTask<Outcome<SourceFixesView>> Open(
        SourceFixRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (Check(body, now) is { } wrong)
        {
            return wrong;
        }

        if (Seen(new CaseId(body.CaseId!), caller) is not { } one)
        {
            return Rights.CaseUnknown();
        }

        var (home, story) = one;
        if (story is not { At: { } at, DefaultPlace: false, Class: { } code })
        {
            return Problem.Field("caseId", body.CaseId, new Say("a case with a place and a class", "有位置和类别的案件"));
        }

        var owner = body.Owner is { } named ? new DepartmentId(named) : OwnerOf(code);
        if (Bound.In(caller, SourceFixDecisions.Openers, home, places) is not { } by
            || (by.Roles.Contains("Handler") && by.Department != owner))
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        // All of them count, whoever may see which: the item tells how many there were, not what was in them.
        var repeats = StoriesOf(places.Root).Repeats(code, at, now - SamePlace.Month, now).Select(other => other.Id);
        var opened = new SourceFixEvent.FixOpened(
            code, home, at, owner, new FactList<CaseId>([.. repeats]), body.Until!.Value.ToUniversalTime());
        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), "open", body with { CommandId = null },
            WireJson.Relaxed.SourceFixRequest);
        return await Told(await Book.Open(opened, by, id, cancel), caller, cancel);
    }

    public async ValueTask<Outcome<SourceFixesView>> Do(
        int fix, string act, SourceFixActRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if ((Checks.Word("commandId", body.CommandId) ?? Checks.Word("measure", body.Measure)
            ?? Checks.Word("reason", body.Reason) ?? Missing(act, body)) is { } wrong)
        {
            return wrong;
        }

        var known = (await Book.See(cancel)).Book.Find(fix);
        var roles = act == "done" ? SourceFixDecisions.Finishers : SourceFixDecisions.Droppers;
        if (Bound.In(caller, roles, known?.Opened.Home ?? places.Root, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{fix}/{act}", body with { CommandId = null },
            WireJson.Relaxed.SourceFixActRequest);
        return await Told(
            await (act == "done"
                ? Book.Done(fix, body.Measure!, by, id, cancel)
                : Book.Drop(fix, body.Reason!, by, id, cancel)),
            caller, cancel);
    }

    public async ValueTask<SourceFixesView> See(HomeId area, Caller caller, CancellationToken cancel)
    {
        var (sight, now) = (await Book.See(cancel), time.GetUtcNow());
        var seen = list.Look(look => look.Shelf(area)?.Between(now - SamePlace.Month, now)
            .Where(entry => rights.Reaches(caller, Rights.ResourceOf(entry)))
            .Select(entry => (entry.Home, entry.Story)).ToArray() ?? []);
        var homes = seen.ToDictionary(one => one.Story.Id, one => one.Home);
        var rows = sight.Book.Rows.Reverse().Where(row => places.Covers(area, row.Opened.Home)).ToArray();
        // All that ever happened there is looked through only for what is measured.
        var stories = rows.Any(row => row.DoneAt is not null) ? StoriesOf(area) : SamePlace.Of([]);
        return new SourceFixesView(
            [.. SourceFixDecisions.Proposed(sight.Book, [.. seen.Select(one => one.Story)], now)
                .Select(place => ViewFor(place, homes[place.Cases[^1].Id]))],
            [.. rows.Select(row => ViewFor(row, stories, now))], sight.Position);
    }

    private SamePlace StoriesOf(HomeId area) =>
        SamePlace.Of(list.Look(look => look.Shelf(area)?.Stories() ?? []));

    private (HomeId Home, CaseStory Story)? Seen(CaseId id, Caller caller) => list.Look(look =>
        look.Case(id) is { } entry && rights.Reaches(caller, Rights.ResourceOf(entry))
            ? (entry.Home, entry.Story)
            : ((HomeId, CaseStory)?)null);

    private async ValueTask<Outcome<SourceFixesView>> Told(
        Decided answer, Caller caller, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : await See(places.Root, caller, cancel);

    private static DepartmentId OwnerOf(string code) => CaseClasses.All.Find(code)!.Departments[0];

    private RepeatsView ViewFor(RepeatPlace place, HomeId home)
    {
        var (row, latest) = (CaseClasses.All.Find(place.Class)!, place.Cases[^1]);
        var owner = CityTables.DepartmentOf[OwnerOf(place.Class)];
        return new RepeatsView(
            row.Code, row.Zh, row.En, home.Value, places.NameOf(home.Value), owner.Department.Value, owner.Zh, owner.En,
            place.Cases.Length, latest.Id.Value, latest.ReportedAt);
    }

    private SourceFixView ViewFor(SourceFixRow fix, SamePlace stories, DateTimeOffset now)
    {
        var (opened, row) = (fix.Opened, CaseClasses.All.Find(fix.Opened.Class)!);
        var owner = CityTables.DepartmentOf[opened.Owner];
        var month = fix.DoneAt + SamePlace.Month;
        return new SourceFixView(
            fix.Fix, row.Code, row.Zh, row.En, opened.Home.Value, places.NameOf(opened.Home.Value), opened.Owner.Value,
            owner.Zh, owner.En, fix.OpenedAt, opened.Until, fix.EndedAt, fix.Measure, fix.Dropped, fix.Before,
            fix.After(stories, now), month < now ? month : month is null ? null : now, fix.IsDueAt(now));
    }

    private static ProblemView? Check(SourceFixRequest body, DateTimeOffset now) =>
        Checks.Word("commandId", body.CommandId)
        ?? (body.CaseId is null ? Checks.Wanted("caseId") : Checks.Word("caseId", body.CaseId))
        ?? Checks.Department("owner", body.Owner)
        ?? (body.Until is null ? Checks.Wanted("until") : Checks.Moment(
            "until", body.Until, now + SourceFixDecisions.LongestRun));

    private static ProblemView? Missing(string act, SourceFixActRequest body) =>
        act == "done" && body.Measure is null ? Checks.Wanted("measure")
        : act == "drop" && body.Reason is null ? Checks.Wanted("reason")
        : null;
}
