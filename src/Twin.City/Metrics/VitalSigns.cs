using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Devices;

namespace Twin.City.Metrics;

/// <summary>Vital signs that the facts of the city tell by themselves.</summary>
public static class VitalSigns
{
    private const double Hundred = 100;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly FrozenDictionary<string, Func<MetricAsk, double?>> Known =
        new Dictionary<string, Func<MetricAsk, double?>>(StringComparer.Ordinal)
        {
            ["VS04"] = ask => ask.Own.Count(story => IsOf(story, "X-GAS", "E0403")
                && story.First(StoryMark.Filed) is { } filed && filed > ask.Until - Hour && filed <= ask.Until),
            ["VS07"] = ask => ask.Own.Count(story => story.Stage.IsOpen() && IsOf(story, "X-LIFT")),
            ["VS09"] = ask => ask.Own.Count(story => story.Stage.IsOpen() && IsOf(story, "C0214")),
            ["VS15"] = ask => ask.Own.Count(story =>
                story.Stage.IsOpen() && story.Severity is Severity.S1 or Severity.S2),
            ["VS16"] = ask => Counting.Ratio(ask.Own.Count(story => IsOverdue(story, ask.Until)) * Hundred,
                ask.Own.Count(story => story.Stage.IsOpen())),
            ["VS17"] = ask => ask.Duty is { } duty ? duty.Grids - duty.OnDuty : null,
            ["VS18"] = ask => CityMetrics.Of("M04", ask).Value,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All of them, in the order of their table; those that nothing tells have no value.</summary>
    /// <param name="all">All cases of the area; the begin of its window does not matter.</param>
    public static ImmutableArray<CountedSign> Of(MetricAsk all)
    {
        var ask = all.Since(all.Until - Hour, out _);
        return [.. SignTable.Rows.Select(row => row.Source == FigureSource.Device ? Sensed(row, ask)
            : Known.TryGetValue(row.Id, out var count) && count(ask) is { } value
                ? new CountedSign(row, value, ToneOf(row, value, ask))
                : new CountedSign(row, null, null))];
    }

    /// <summary>What is stale has its last value and moment, and no tone: grey, never green.</summary>
    private static CountedSign Sensed(SignRow row, MetricAsk ask) =>
        SensedSigns.Of(row, ask.Devices, ask.Until, ask.Calendar.Zone) is { } sign
            ? new CountedSign(row, sign.Value, sign.IsStale ? null : ToneOf(row, sign.Value, ask), sign.At)
            : new CountedSign(row, null, null);

    private static SignTone ToneOf(SignRow row, double value, MetricAsk ask) =>
        row.ToneOf(value, ask.Duty?.Grids ?? 0);

    private static bool IsOf(CaseStory story, params ReadOnlySpan<string> classes) =>
        story.Class is { } code && classes.Contains(code);

    private static bool IsOverdue(CaseStory story, DateTimeOffset until) =>
        story.Stage.IsOpen() && story.Stage.IsBeforeHandled() && story.DueAt < until;
}

/// <summary>One vital sign with its value.</summary>
/// <param name="Tone">Null without a value, and when the value is stale.</param>
/// <param name="At">When the newest reading in it was measured; null = it is of the moment that was asked for.</param>
public sealed record CountedSign(SignRow Row, double? Value, SignTone? Tone, DateTimeOffset? At = null);
