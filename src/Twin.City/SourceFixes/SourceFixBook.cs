using System.Collections.Immutable;
using Twin.City.Metrics;

namespace Twin.City.SourceFixes;

/// <summary>All items of mending a source.</summary>
public sealed record SourceFixBook(ImmutableArray<SourceFixRow> Rows)
{
    public static SourceFixBook Empty { get; } = new([]);

    public SourceFixRow? Find(long fix) => Rows.FirstOrDefault(row => row.Fix == fix);

    public SourceFixBook After(SourceFixEvent happened, long version, DateTimeOffset at) => happened switch
    {
        SourceFixEvent.FixOpened e => new(Rows.Add(new SourceFixRow(version, at, e))),
        SourceFixEvent.FixDone e => With(e.Fix, row => row with { EndedAt = at, Measure = e.Measure }),
        SourceFixEvent.FixDropped e => With(e.Fix, row => row with { EndedAt = at, Dropped = e.Reason }),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of SourceFixEvent."),
    };

    private SourceFixBook With(long fix, Func<SourceFixRow, SourceFixRow> change) =>
        new([.. Rows.Select(row => row.Fix == fix ? change(row) : row)]);
}

/// <summary>One item.</summary>
/// <param name="Fix">Version of the fact that opened it.</param>
/// <param name="Measure">What was done; null = not done.</param>
/// <param name="Dropped">Why it was given up; null = it was not.</param>
public sealed record SourceFixRow(
    long Fix, DateTimeOffset OpenedAt, SourceFixEvent.FixOpened Opened, DateTimeOffset? EndedAt = null,
    string? Measure = null, string? Dropped = null)
{
    public bool IsOpen => EndedAt is null;

    public DateTimeOffset? DoneAt => Measure is null ? null : EndedAt;

    /// <summary>How often it came again in the thirty days before the item was opened.</summary>
    public int Before => Opened.Cases.Items.Length;

    public bool IsDueAt(DateTimeOffset now) => IsOpen && now >= Opened.Until;

    /// <summary>How often it came again in the thirty days after it was done, as far as they have gone.</summary>
    public int? After(SamePlace places, DateTimeOffset until) => DoneAt is { } done
        ? places.Repeats(Opened.Class, Opened.At, done, done + SamePlace.Month < until ? done + SamePlace.Month : until)
            .Count()
        : null;
}
