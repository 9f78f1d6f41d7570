using Twin.City.Cases;

namespace Twin.City.Metrics;

/// <content>Who is there, and what looks as if it were made to look well.</content>
public static partial class CityMetrics
{
    private const string CareClass = "V-CARE";

    /// <summary>What is handled in the last part of its limit may have been handled for the limit.</summary>
    private const double LastPart = 0.05;

    private const int BurstExtensions = 2;

    /// <summary>Grids are counted, not cases: there are no rows.</summary>
    private static MetricValue Covered(string id, MetricAsk ask) => ask.Duty is { } duty
        ? Counting.Ratio(id, duty.OnDuty, duty.Grids, []) with { N = duty.Grids }
        : Counting.NotYet(id, "Who had a seat at a moment that has passed is not kept.");

    private static MetricValue Care(string id, MetricAsk ask)
    {
        var lines = (from story in ask.Own
                     where story.Class == CareClass
                     let arrived = story.First(StoryMark.Arrived)
                     where ask.Has(arrived)
                     select new MetricLine(story.Id, Counts: true, (arrived - story.ReportedAt)!.Value.TotalMinutes))
            .ToList();
        var minutes = lines.Select(line => line.Amount!.Value).Order().ToList();
        return Counting.Share(id, lines) with { Value = Counting.Quantile(minutes, 0.9) };
    }

    /// <summary>Signals to look at, not to punish for.</summary>
    private static MetricValue Signals(string id, MetricAsk ask)
    {
        var ended = ask.Own.Where(story => ask.Has(story.EndedAt)).ToList();
        var closed = ended.FindAll(story => story.ClosedAt is not null);
        var earlier = new ClosedNearby(ask.Stories);
        return Counting.Share(
            id, closed.Select(story => new MetricLine(story.Id, IsAtTheLast(story))),
            ("again", Share(story => earlier.Has(story, story.ClosedAt!.Value))),
            ("onSpot", Share(story => story.OnSpot)),
            ("bursts", Share(story => story.ExtensionsGranted >= BurstExtensions)),
            ("merged", Counting.Ratio(ended.Count(story => story.EndedAs == CaseStage.Merged), ended.Count)));

        double? Share(Predicate<CaseStory> which) => Counting.Ratio(closed.FindAll(which).Count, closed.Count);
    }

    private static bool IsAtTheLast(CaseStory story) =>
        story is { DueAt: { } due, HandledAt: { } handled } && story.First(StoryMark.Accepted) is { } begun
        && handled <= due && handled > due - ((due - begun) * LastPart);
}
