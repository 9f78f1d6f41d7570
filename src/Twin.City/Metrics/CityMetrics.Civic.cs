using Twin.City.SourceFixes;

namespace Twin.City.Metrics;

/// <content>What is done so that cases do not come again, and what people decide together.</content>
public static partial class CityMetrics
{
    /// <summary>Items that were opened in the window; the fall is of those whose month after ended in it.</summary>
    private static MetricValue SourceFixes(string id, MetricAsk ask)
    {
        List<SourceFixRow> own = [.. ask.Civic.Fixes.Where(fix =>
            ask.Department is not { } unit || fix.Opened.Owner == unit)];
        var measured = own.FindAll(fix => ask.Has(fix.DoneAt + SamePlace.Month));
        var (before, after) = (measured.Sum(fix => fix.Before), After(ask, measured));
        return Counting.Share(
            id,
            own.Where(fix => ask.Has(fix.OpenedAt) && (fix.Dropped is null || fix.EndedAt > ask.Until))
                .Select(fix => new MetricLine(fix.Opened.Cases.Items[0], fix.DoneAt <= ask.Until)),
            ("before", measured.Count == 0 ? null : before), ("after", after),
            ("fall", 1 - (after is { } again ? Counting.Ratio(again, before) : null)));
    }

    private static double? After(MetricAsk ask, List<SourceFixRow> measured)
    {
        if (measured.Count == 0) return null;
        var places = SamePlace.Of(ask.Stories);
        return measured.Sum(fix => fix.After(places, ask.Until));
    }

    /// <summary>Turnout of ballots that were counted in the window; no fact tells active organisations.</summary>
    private static MetricValue Participation(string id, MetricAsk ask)
    {
        var ballots = ask.Civic.Ballots.Where(topic => ask.Has(topic.CountedAt)).ToList();
        return Counting.Ratio(
            id, ballots.Sum(topic => topic.Cast.Count), ballots.Sum(topic => topic.Eligible), [],
            ("topicsResolved", ballots.Count(topic => topic.Result!.Resolved)),
            ("volunteerHours", ask.Civic.Hours.Where(one => ask.Has(one.At)).Sum(one => one.Hours)));
    }
}
