using System.Collections.Immutable;

namespace Twin.City.Handovers;

/// <summary>The book of one area: what each shift left to the next, signed by both.</summary>
public sealed record HandoverBook(ImmutableArray<HandoverEntry> Entries)
{
    /// <summary>Older ones are in the log.</summary>
    private const int EntriesMost = 60;

    public static HandoverBook Empty { get; } = new([]);

    /// <param name="version">Of the fact in the book's stream.</param>
    /// <param name="account">Who signed.</param>
    /// <param name="role">In which role.</param>
    public HandoverBook After(
        HandoverEvent happened, long version, DateTimeOffset at, string account, string role) => happened switch
        {
            HandoverEvent.HandedOver e => new(
                [.. Entries.TakeLast(EntriesMost - 1), new HandoverEntry(version, at, account, role, e)]),
            HandoverEvent.TakenOver e => new([.. Entries.Select(one => one.Number == e.Entry
                ? one with { TakenAt = at, TakenByRole = role, TakenByAccount = account }
                : one)]),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of HandoverEvent."),
        };
}

/// <summary>One page of the book.</summary>
/// <param name="Number">Version of its fact.</param>
/// <param name="Account">Opaque; only to keep one from signing for both.</param>
public sealed record HandoverEntry(
    long Number, DateTimeOffset At, string Account, string Role, HandoverEvent.HandedOver Left,
    DateTimeOffset? TakenAt = null, string? TakenByRole = null, string? TakenByAccount = null);
