using System.Globalization;
using Twin.Contracts;

namespace Twin.Simulation.Replaying;

/// <summary>How a case stands, without what the moment and the order of the sending decide.</summary>
/// <remarks>
/// Left out: positions, the number of the file, and the times at which the city itself took a step. All that the record
/// says is in it: its times, the limit, whether it was kept, the way that it went.
/// </remarks>
public sealed record CaseState(string Stage, bool Open, bool Late, string Text)
{
    public static CaseState Of(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var late = view.DueAt is { } due && view.EndedAt is { } ended && ended > due;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{view.Source} {view.Home} {view.Lng:R} {view.Lat:R} {view.DefaultPlace} {view.Building} {view.Site} "
            + $"{view.Class} {view.Severity} {view.Post} {view.Department} {Time(view.ReportedAt)} {Time(view.DueAt)} "
            + $"{Time(view.HandledAt)} {Time(view.EndedAt)} {view.Drill} {view.HasText} "
            + $"{string.Join(',', view.Steps.Select(step => $"{step.Kind}:{step.Stage}"))} {view.Tasks.Length}");
        return new CaseState(view.Stage, view.Open, late, text);
    }

    public override string ToString() => $"{Stage} {(Open ? "open" : "over")} {(Late ? "late" : "kept")} {Text}";

    private static string Time(DateTimeOffset? at) =>
        at is { } known ? known.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) : "-";
}
