using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;

namespace Twin.City.Tests.Metrics;

/// <summary>Cases told by hand: facts at minutes after the morning.</summary>
internal static class Told
{
    public static readonly HomeId Home = Town.North;

    public static DateTimeOffset At(double minutes) => Town.Morning.AddMinutes(minutes);

    public static CaseEvent.Reported Reported(CaseSource source = CaseSource.App) => new(
        source, Home, Town.Flood.At, false, null, null, Town.Text, "E0406", Severity.S3, "r", LimitBy.Class, null,
        null, null, false, "relay")
    {
        Clocks = new([new ClockStart("T1", null, At(360)), new ClockStart("T2", null, At(900))]),
    };

    public static CaseEvent.Filed Filed(double dispatchBy) => new("E0406", Severity.S3, Home, "no")
    {
        Clocks = new([new ClockStart("Dispatch", null, At(dispatchBy))]),
    };

    public static CaseEvent.Accepted Accepted(double dueAt) => new(Town.NorthSeat, null, "o", At(dueAt));

    public static CaseEvent.Handled Handled(CaseLevel level = CaseLevel.Grid) =>
        new(Town.NorthSeat, null, Town.Text, null, level);

    public static CaseStory Story(string id, params ImmutableArray<(double Minute, CaseEvent Happened)> facts)
    {
        var story = CaseStory.Absent(new CaseId(id));
        var version = 0;
        foreach (var (minute, happened) in facts) story = story.After(happened, At(minute), ++version, version);
        return story;
    }

    /// <summary>Handled on the way to its end; due, handled and closed at these minutes.</summary>
    public static CaseStory Life(string id, double dueAt, double? handledAt, double? closedAt = null)
    {
        var story = Story(
            id, (0, Reported()), (10, Filed(130)), (10, new CaseEvent.DispatchOpened()),
            (20, new CaseEvent.Dispatched(Town.NorthSeat, null, "o", At(60))), (30, Accepted(dueAt)));
        if (handledAt is { } handled) story = story.After(Handled(), At(handled), 6, 6);
        if (closedAt is not { } closed) return story;
        story = story.After(new CaseEvent.CheckOpened(null, null), At(closed), 7, 7);
        story = story.After(new CaseEvent.CheckPassed(null, null), At(closed), 8, 8);
        return story;
    }

    /// <summary>The whole day.</summary>
    public static MetricAsk Ask(params ImmutableArray<CaseStory> stories) =>
        new(stories, Town.Morning.AddHours(-1), Town.Morning.AddDays(1), Town.Rules.Calendar, 2_000);

    public static MetricValue Value(string id, params ImmutableArray<CaseStory> stories) =>
        CityMetrics.Of(id, Ask(stories));
}
