namespace Twin.City.Metrics;

/// <content>How long each step takes, and what has to be done twice.</content>
public static partial class CityMetrics
{
    private static readonly TimeSpan ReviewWithin = TimeSpan.FromHours(6);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(15);

    /// <summary>Cases with that clock due in the window, and how long the step took.</summary>
    private static IEnumerable<MetricLine> Steps(
        MetricAsk ask, StoryMark due, Func<CaseStory, DateTimeOffset?> begun, Func<CaseStory, DateTimeOffset?> done,
        Func<CaseStory, TimeSpan> within) =>
        from story in ask.Own
        where ask.Has(story.First(due))
        let took = done(story) - begun(story)
        select new MetricLine(story.Id, took <= within(story), took?.TotalMinutes);

    private static MetricValue Reviewed(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, StoryMark.ReviewDue, story => story.ReportedAt, story => story.First(StoryMark.Reviewed),
        _ => ReviewWithin));

    private static MetricValue Answered(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, StoryMark.AnswerDue, story => story.ReportedAt, story => story.First(StoryMark.Contacted),
        _ => AnswerWithin));

    private static MetricValue DispatchTime(string id, MetricAsk ask) => Counting.Times(id, Steps(
        ask, StoryMark.DispatchDue, story => story.First(StoryMark.Filed),
        story => story.First(StoryMark.Dispatched),
        story => story.First(StoryMark.DispatchDue)!.Value - story.First(StoryMark.Filed) ?? TimeSpan.Zero));

    private static MetricValue Offers(string id, MetricAsk ask)
    {
        var minutes = ask.Steps(StoryMark.Taken).Select(one => one.Step.Amount).Order().ToList();
        return Counting.Share(
            id, ask.Steps(StoryMark.Offered).Select(one => new MetricLine(one.Story.Id, one.Step.Counts)),
            ("p50", Counting.Quantile(minutes, 0.5)), ("p90", Counting.Quantile(minutes, 0.9)));
    }

    private static MetricValue Handling(string id, MetricAsk ask)
    {
        var handled = ask.Own.Where(story => ask.Has(story.HandledAt)
            && story.First(StoryMark.Accepted) is not null).ToList();
        var lines = handled.Select(story => new MetricLine(
            story.Id, Counts: true, (story.HandledAt - story.First(StoryMark.Accepted))!.Value.TotalMinutes,
            story.Class)).ToList();
        var arrive = handled.Select(story => (story.First(StoryMark.Arrived) - story.First(StoryMark.Accepted))
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

    /// <summary>Dispatches and returns of a department are its own, whoever has the case by now.</summary>
    private static MetricValue Returned(string id, MetricAsk ask)
    {
        var returned = Of(StoryMark.Returned).ToList();
        var dispatched = Of(StoryMark.Dispatched).Select(one => new MetricLine(one.Story.Id, Counts: false)).ToList();
        return Counting.Ratio(
            id, returned.Count, dispatched.Count,
            [.. dispatched, .. returned.Select(one => new MetricLine(one.Story.Id, Counts: true))],
            ("upheld", Counting.Ratio(returned.Count(one => one.Step.Counts), returned.Count)));

        IEnumerable<(CaseStory Story, StoryStep Step)> Of(StoryMark mark) => (ask with { Own = ask.Stories })
            .Steps(mark).Where(one => ask.Department is not { } unit || one.Step.Of == unit.Value);
    }

    private static MetricValue Reworked(string id, MetricAsk ask) => Counting.Share(
        id, ask.Steps(StoryMark.Checked).Select(one => new MetricLine(one.Story.Id, one.Step.Counts)));
}
