using Twin.City.Cases;

namespace Twin.City.Metrics;

/// <content>How long each step takes, and what has to be done twice.</content>
public static partial class CityMetrics
{
    private static readonly TimeSpan ReviewWithin = TimeSpan.FromHours(6);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(15);

    /// <summary>Cases with that clock due in the window, and how long the step took.</summary>
    private static IEnumerable<MetricLine> Steps(
        MetricAsk ask, string clock, Func<CaseStory, DateTimeOffset?> begun, Func<CaseStory, DateTimeOffset?> done,
        Func<CaseStory, TimeSpan> within) =>
        from story in ask.Stories
        where ask.Has(story.FirstDue(clock))
        let took = done(story) - begun(story)
        select new MetricLine(story.Id, took <= within(story), took?.TotalMinutes);

    private static MetricValue Reviewed(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, "T1", story => story.State.ReportedAt,
        story => story.Lines
            .Where(line => line.Happened is CaseEvent.Filed or CaseEvent.Merged or CaseEvent.NotAccepted
                or CaseEvent.ReferredOut)
            .Select(line => (DateTimeOffset?)line.At).FirstOrDefault(),
        _ => ReviewWithin));

    private static MetricValue Answered(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, "T2", story => story.State.ReportedAt, story => story.First<CaseEvent.Contacted>(), _ => AnswerWithin));

    private static MetricValue DispatchTime(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, "Dispatch", story => story.First<CaseEvent.Filed>(), story => story.First<CaseEvent.Dispatched>(),
        story => story.FirstDue("Dispatch")!.Value - story.First<CaseEvent.Filed>() ?? TimeSpan.Zero));

    private static MetricValue Offers(string id, MetricAsk ask)
    {
        var lines = new List<MetricLine>();
        var minutes = new List<double>();
        foreach (var story in ask.Stories)
        {
            foreach (var line in story.Lines.Where(line => ask.Has(line.At)))
            {
                if (line.Happened is CaseEvent.Offered e)
                {
                    lines.Add(new MetricLine(story.Id, story.Lines.Any(other =>
                        other.Happened is CaseEvent.OfferExpired expired && expired.Offer == e.Offer)));
                }
                else if (line.Happened is CaseEvent.Accepted { Offer: { } taken }
                    && line.Before.Offers.FirstOrDefault(offer => offer.Offer == taken) is { } offered)
                {
                    minutes.Add((line.At - offered.OfferedAt).TotalMinutes);
                }
            }
        }

        minutes.Sort();
        return Counting.Share(
            id, lines, ("p50", Counting.Quantile(minutes, 0.5)), ("p90", Counting.Quantile(minutes, 0.9)));
    }

    private static MetricValue Handling(string id, MetricAsk ask)
    {
        var handled = ask.Stories.Where(story => ask.Has(story.State.HandledAt)
            && story.First<CaseEvent.Accepted>() is not null).ToList();
        var lines = handled.Select(story => new MetricLine(
            story.Id, Counts: true, (story.State.HandledAt - story.First<CaseEvent.Accepted>())!.Value.TotalMinutes,
            story.State.Class)).ToList();
        var arrive = handled.Select(story => (story.First<CaseEvent.Arrived>() - story.First<CaseEvent.Accepted>())
            ?.TotalMinutes).OfType<double>().Order().ToList();
        var all = lines.Select(line => line.Amount!.Value).Order().ToList();
        IEnumerable<(string, double?)> byClass = lines.GroupBy(line => line.Group ?? "none").SelectMany(group =>
        {
            var minutes = group.Select(line => line.Amount!.Value).Order().ToList();
            return new (string, double?)[]
            {
                ($"{group.Key} p50", Counting.Quantile(minutes, 0.5)),
                ($"{group.Key} p90", Counting.Quantile(minutes, 0.9)),
            };
        });
        var value = Counting.Share(
            id, lines, [("arriveP50", Counting.Quantile(arrive, 0.5)), ("arriveP90", Counting.Quantile(arrive, 0.9)),
                ("p90", Counting.Quantile(all, 0.9)), .. byClass]);
        return value with { Value = Counting.Quantile(all, 0.5) };
    }

    private static IEnumerable<(CaseStory Story, int At, StoryLine Line)> Facts<T>(MetricAsk ask) where T : CaseEvent =>
        from story in ask.Stories
        from at in Enumerable.Range(0, story.Lines.Count)
        let line = story.Lines[at]
        where line.Happened is T && ask.Has(line.At)
        select (story, at, line);

    private static MetricValue Returned(string id, MetricAsk ask)
    {
        var returned = Facts<CaseEvent.Returned>(ask).ToList();
        var dispatched = Facts<CaseEvent.Dispatched>(ask).Select(one => new MetricLine(one.Story.Id, Counts: false))
            .ToList();
        var upheld = returned.Count(one => one.Story.Lines.Skip(one.At + 1).Select(line => line.Happened)
            .OfType<CaseEvent.Dispatched>().FirstOrDefault() is { } next && IsOther(next, one.Line.Before));
        return Counting.Ratio(
            id, returned.Count, dispatched.Count,
            [.. dispatched, .. returned.Select(one => new MetricLine(one.Story.Id, Counts: true))],
            ("upheld", Counting.Ratio(upheld, returned.Count)));
    }

    /// <summary>Whoever gave it back did not get it again.</summary>
    private static bool IsOther(CaseEvent.Dispatched next, CaseState before) =>
        next.Post != before.OwnerPost || next.Department != before.OwnerDepartment;

    private static MetricValue Reworked(string id, MetricAsk ask) => Counting.Share(
        id, Facts<CaseEvent>(ask).Where(one => one.Line.Happened is CaseEvent.CheckPassed or CaseEvent.CheckFailed)
            .Select(one => new MetricLine(one.Story.Id, one.Line.Happened is CaseEvent.CheckFailed)));
}
