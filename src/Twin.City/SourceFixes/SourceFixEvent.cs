using Twin.Geo;

namespace Twin.City.SourceFixes;

/// <summary>A fact about mending what makes the same matter come again. Stored for ever: add fields only.</summary>
/// <remarks>Kind words: <c>source/FixOpened</c>, <c>source/FixDone</c>, <c>source/FixDropped</c>.</remarks>
public abstract record SourceFixEvent
{
    private SourceFixEvent() { }

    /// <summary>A department shall mend the source of these repeats.</summary>
    /// <param name="Class">What came again.</param>
    /// <param name="At">Where, within fifty metres.</param>
    /// <param name="Cases">The repeats of the thirty days before, oldest first: how it was before.</param>
    /// <param name="Until">When it shall be done.</param>
    public sealed record FixOpened(
        string Class, HomeId Home, LngLat At, DepartmentId Owner, FactList<CaseId> Cases, DateTimeOffset Until)
        : SourceFixEvent;

    /// <param name="Fix">Version of the fact that opened it.</param>
    /// <param name="Measure">A code of <see cref="SourceFixDecisions.Measures"/>.</param>
    public sealed record FixDone(long Fix, string Measure) : SourceFixEvent;

    /// <param name="Reason">A code of <see cref="SourceFixDecisions.Reasons"/>.</param>
    public sealed record FixDropped(long Fix, string Reason) : SourceFixEvent;
}
