using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Metrics;

/// <content>What departments do together.</content>
public static partial class CityMetrics
{
    private const double WhistleWeight = 0.4;
    private const double OnTimeWeight = 0.3;
    private const double ReopenWeight = 0.15;
    private const double VoiceWeight = 0.15;
    private const double Points = 100;

    private static MetricValue Whistles(string id, MetricAsk ask)
    {
        var owed = Called(ask).ToList();
        var reported = ask.Own.Count(story => ask.Has(story.ReportedAt));
        var rated = owed.FindAll(one => one.Owed.Rating is not null);
        return Counting.Ratio(
            id, owed.Count, reported / Thousand,
            owed.Select(one => new MetricLine(one.Story.Id, Counts: true, null, one.Owed.Department.Value)),
            ("onTime", Counting.Ratio(owed.Count(one => ArrivedOnTime(one.Story, one.Owed)), owed.Count)),
            ("solved", Counting.Ratio(rated.Count(one => one.Owed.Rating!.Solved), rated.Count)),
            ("noShows", owed.Sum(one => one.Owed.NoShows)));
    }

    /// <summary>Disputes that were accepted thirty days before: of which the agreement has been kept since.</summary>
    private static MetricValue Mediated(string id, MetricAsk ask)
    {
        var accepted = ask.Own.Where(story => CaseClasses.All.Find(story.Class) is { IsDispute: true }
            && ask.Has(story.First(StoryMark.Accepted) + DisputeState.KeptAfter));
        return Counting.Share(
            id, accepted.Select(story => new MetricLine(story.Id, story.Dispute?.IsKept(ask.Until) is true)));
    }

    /// <summary>Whistles that were raised in the window; those of a department are its own.</summary>
    private static IEnumerable<(CaseStory Story, ObligationState Owed)> Called(MetricAsk ask) =>
        from story in ask.Stories
        from owed in story.Obligations
        where !owed.IsPart && (ask.Department is not { } unit || owed.Department == unit)
            && ask.Has(story.First(StoryMark.WhistleRaised, owed.Id.Value))
        select (story, owed);

    private static bool ArrivedOnTime(CaseStory story, ObligationState owed) =>
        owed.ArrivedAt <= story.First(StoryMark.ArriveDue, owed.Id.Value);

    /// <summary>Points of 100 from four shares; none without each of them.</summary>
    private static MetricValue DepartmentScore(string id, MetricAsk ask)
    {
        var whistles = Whistles(id, ask);
        var arrive = whistles.Parts.TryGetValue("onTime", out var onTime) ? onTime : (double?)null;
        var solve = whistles.Parts.TryGetValue("solved", out var solved) ? solved : (double?)null;
        var handled = HandledOnTime(id, ask).Value;
        var reopened = Reopened(id, ask).Value;
        var voices = Solved(id, ask).Value;
        var score = (WhistleWeight * (arrive + solve) / 2) + (OnTimeWeight * handled)
            + (ReopenWeight * (1 - reopened)) + (VoiceWeight * voices);
        var value = Counting.Count(
            id, [], ("arrive", arrive), ("solve", solve), ("handled", handled), ("reopened", reopened),
            ("residents", voices));
        return value with { Value = score * Points };
    }

    /// <summary>The wait between parts is left out: no fact says when a part could have begun.</summary>
    private static MetricValue OneThings(string id, MetricAsk ask)
    {
        var joint = ask.Own.Where(story => story.First(StoryMark.OneThing) is not null
            && ask.Has(story.DueAt)).ToList();
        var parts = joint.Select(story => story.Obligations.Where(one => one.IsPart)
            .Select(one => one.Department).Distinct().Count());
        return Counting.Share(
            id, joint.Select(story => new MetricLine(story.Id, story.IsOnTime)),
            ("departments", joint.Count == 0 ? null : parts.Average()));
    }
}
