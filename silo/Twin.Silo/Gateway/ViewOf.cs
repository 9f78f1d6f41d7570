using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Duplicates;
using Twin.City.Tables;
using Twin.City.Triage;
using Twin.Contracts;
using Twin.Geo;
using Twin.Grains.Posts;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>The city's records as the wire has them.</summary>
internal static class ViewOf
{
    public static BoardView Board(Board board) => new(
        board.Reported, board.Open, board.Unassigned, board.Awaiting, board.Handling, board.Checking, board.Closed,
        board.ClosedOnTime, board.ClosedLate, board.ClosedNoLimit, board.Voided, board.S1, board.S2, board.S3,
        board.S4, board.Ungraded, board.Overdue, board.OnSpot, board.DefaultPlace, board.Drill, board.HeatMicros,
        board.Facts, DateTimeOffset.FromUnixTimeSeconds(board.AsOfMinute * 60), board.Position);

    public static PointView Point(LngLat at) => new(at.Lng, at.Lat);

    public static double[] Box(Box? box) => box is { IsNothing: false } known
        ? [known.West, known.South, known.East, known.North]
        : [];

    public static AreaView Area(AreaRow row, int number, int households) => new(
        row.Id.Value, row.Code, row.Level?.ToString() ?? "Grid", row.Name, row.Parent?.Value, Point(row.Centre),
        Box(row.Outline?.Bounds), row.Drawn, households, row.Low, number, row.From, row.Until,
        row.Heirs.IsDefault ? null : [.. row.Heirs.Select(heir => heir.Value)]);

    public static AccountView Account(Account account) => new(
        account.Id, account.Zh, account.En, [.. account.Roles], Same(account.Bindings.Select(one => one.Home?.Value)),
        Same(account.Bindings.Select(one => one.Department?.Value)));

    private static string? Same(IEnumerable<string?> values) =>
        values.Distinct().ToArray() is [var one] ? one : null;

    public static StepView Step(CaseStep step) => new(
        step.Version, step.Position, step.Kind, step.At, step.Stage.ToString());

    /// <param name="review">What its review has to go by; null = it is not in review.</param>
    public static CaseView Case(CaseSight sight, ReviewSight? review = null)
    {
        var row = CaseClasses.All.Find(sight.Class);
        return new CaseView(
            sight.Case.Value, sight.CaseNo, sight.Stage.ToString(), sight.Stage.IsOpen(), sight.Version,
            sight.Position, sight.Source.ToString(), sight.Home.Value, sight.At?.Lng, sight.At?.Lat,
            sight.DefaultPlace, sight.Building?.Value, sight.Site?.Value, sight.Class, row?.Zh, row?.En,
            sight.Severity.ToString(), sight.Post?.Value, sight.Department?.Value, sight.ReportedAt, sight.DueAt,
            sight.HandledAt, sight.EndedAt, sight.Tag, sight.Words is not null || sight.Result is not null,
            [.. sight.Steps.Select(Step)], [.. sight.Tasks.Select(task => TaskOf(sight, task, row))],
            sight.Parent?.Value, ObligationViews.Of(sight.Case, sight.Obligations),
            sight.MergedFrom.IsEmpty ? null : [.. sight.MergedFrom.Select(one => one.Value)],
            review is null ? null : [.. review.Originals.Select(Original)],
            review?.Triage is { } triage ? Triage(triage) : null);
    }

    private static OriginalView Original(DuplicateMatch match) => new(
        match.Case.Value, match.Original.Class, match.Original.ReportedAt, Math.Round(match.Confidence, 3), match.Zh,
        match.En);

    private static TriageView Triage(TriageProposal found) => new(
        found.Class.Code, found.Class.Zh, found.Class.En, found.Severity.ToString(), found.Owner.Value,
        found.Confidence, found.MustConfirm, [.. found.Raised.By.Select(rule => rule.Key)], found.Zh, found.En);

    public static CaseRow Row(CaseEntry entry, Places places, bool withPlace = true)
    {
        var at = withPlace ? entry.At : null;
        var row = CaseClasses.All.Find(entry.Class);
        return new CaseRow(
            entry.Id.Value, entry.CaseNo, entry.Stage.ToString(), entry.Stage.IsOpen(), entry.Source.ToString(),
            entry.Home.Value, places.NameOf(entry.Home.Value), at?.Lng, at?.Lat, entry.DefaultPlace,
            withPlace ? entry.Building : null, entry.Class, row?.Zh, row?.En, entry.Severity.ToString(),
            entry.ReportedAt, entry.DueAt, entry.EndedAt, entry.Tag, entry.Position, entry.Owner.Post?.Value,
            entry.Owner.Department?.Value, entry.Next?.Id.Name, entry.Next?.DueAt);
    }

    /// <summary>What a reporter may see of an own case.</summary>
    /// <param name="followed">The case that it was merged into.</param>
    public static ProgressView Progress(string receipt, CaseSight sight, CaseSight? followed)
    {
        var row = CaseClasses.All.Find(sight.Class);
        var stage = sight.Stage.Row();
        return new ProgressView(
            receipt, sight.Stage.ToString(), stage.Zh, stage.En, sight.Class, row?.Zh, row?.En, sight.ReportedAt,
            sight.DueAt, sight.EndedAt, [.. sight.Steps.Select(Step)], sight.Position,
            followed is null ? null : Followed(followed));
    }

    private static FollowedView Followed(CaseSight sight)
    {
        var stage = sight.Stage.Row();
        return new FollowedView(sight.Stage.ToString(), stage.Zh, stage.En, sight.DueAt, sight.EndedAt);
    }

    public static PostView Post(PostSight sight, string kind) => new(
        sight.Post.Value, sight.Name, sight.Home.Value, kind, sight.OnDuty,
        [.. sight.Tasks.Select(task => TaskOf(sight.Post, task))]);

    /// <summary>Where a dispute is says whose it is: that is for the seat that has it.</summary>
    public static PostView WithoutDisputes(PostView view) => view with
    {
        Tasks = [.. view.Tasks.Select(task => Rights.IsDispute(task.Class)
            ? task with { Lng = null, Lat = null, Building = null }
            : task)],
    };

    private static TaskView TaskOf(PostId post, PostTask task)
    {
        var row = CaseClasses.All.Find(task.Class);
        return new TaskView(
            task.Case.Value, task.Offer, post.Value, task.Kind.ToString(), task.Stage.ToString(), task.Class, row?.Zh,
            row?.En, task.Severity.ToString(), task.At?.Lng, task.At?.Lat, task.Building?.Value, task.OfferedAt,
            task.Accepted, task.Arrived, task.DueAt, task.Drill, false, task.Seen);
    }

    public static CommandAnswer Command(CaseAnswer answer) => new(
        answer.Case.Value, answer.Stage.ToString(), answer.Version, answer.Position, answer.Again);

    private static TaskView TaskOf(CaseSight sight, CaseTask task, CaseClass? row) => new(
        sight.Case.Value, task.Offer, task.Post.Value, task.Kind.ToString(), sight.Stage.ToString(), sight.Class,
        row?.Zh, row?.En, sight.Severity.ToString(), sight.At?.Lng, sight.At?.Lat, sight.Building?.Value,
        task.OfferedAt, task.AcceptedAt is not null, sight.Steps.Any(step => step.Kind == "Arrived"), sight.DueAt,
        sight.Tag is not null, task.Over, task.SeenAt is not null);
}
