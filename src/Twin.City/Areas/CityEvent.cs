using System.Collections.Immutable;

namespace Twin.City.Areas;

/// <summary>A fact about the city as a whole. Stored for ever.</summary>
/// <remarks>Kind words: <c>city/Imported</c>.</remarks>
public abstract record CityEvent
{
    private CityEvent() { }

    /// <summary>A set of areas, buildings and addresses entered; its rows lie in the reference store.</summary>
    /// <param name="Hash">SHA-256 of the set: the key of its rows.</param>
    /// <param name="Counts">Rows by kind, such as <c>buildings</c>.</param>
    /// <param name="Refused">Rows that were turned down, by kind.</param>
    public sealed record Imported(
        string Hash, ImmutableSortedDictionary<string, long> Counts,
        ImmutableSortedDictionary<string, long> Refused) : CityEvent;
}
