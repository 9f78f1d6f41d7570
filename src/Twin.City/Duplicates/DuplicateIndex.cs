using System.Collections.Immutable;
using Twin.Geo;

namespace Twin.City.Duplicates;

/// <summary>Reports of late by place; finds those that may be the original of another one.</summary>
/// <remarks>
/// A stream goes through it in any order of moments; what is older than its memory, or more than it may hold, is
/// forgotten, the earliest added first. The same stream gives the same answers. Not for several threads at once.
/// </remarks>
public sealed class DuplicateIndex(TimeSpan memory, DuplicateWeights? weights = null, int most = 100_000)
{
    // Cells of about 55 m north to south, and no narrower than 50 m up to 63 degrees of latitude.
    private const double CellLat = 0.0005;
    private const double CellLng = 0.001;

    private readonly DuplicateWeights _weights = weights ?? DuplicateWeights.Shipped;
    private readonly Dictionary<CaseId, Sighting> _kept = [];
    private readonly Dictionary<(int X, int Y), List<CaseId>> _byCell = [];
    private readonly Dictionary<string, List<CaseId>> _byAddress = new(StringComparer.Ordinal);
    private readonly Queue<(CaseId Case, DateTimeOffset ReportedAt)> _age = new();

    public int Count => _kept.Count;

    /// <summary>Takes a report in, or what is known of it now.</summary>
    public void Add(Sighting seen)
    {
        Remove(seen.Case);
        _kept.Add(seen.Case, seen);
        foreach (var place in PlacesOf(seen)) place.Add(seen.Case);
        _age.Enqueue((seen.Case, seen.ReportedAt));
        while (_age.TryPeek(out var oldest) && (_kept.Count > most || oldest.ReportedAt < seen.ReportedAt - memory))
        {
            _age.Dequeue();
            if (_kept.GetValueOrDefault(oldest.Case)?.ReportedAt == oldest.ReportedAt) Remove(oldest.Case);
        }
    }

    /// <summary>The case is over; it can still be named, with less confidence.</summary>
    public void End(CaseId ended, DateTimeOffset at)
    {
        if (_kept.TryGetValue(ended, out var known)) _kept[ended] = known with { EndedAt = at };
    }

    public void Remove(CaseId gone)
    {
        if (!_kept.Remove(gone, out var known)) return;
        foreach (var place in PlacesOf(known)) place.Remove(gone);
        Tidy(known);
    }

    /// <summary>Earlier reports that may be the original, the likeliest first.</summary>
    /// <param name="asOf">The moment of the review.</param>
    /// <param name="least">What is less likely is left out.</param>
    public ImmutableArray<DuplicateMatch> Find(Sighting seen, DateTimeOffset asOf, double least) =>
        DuplicateSearch.Among(Near(seen), seen, asOf, least, _weights);

    private IEnumerable<Sighting> Near(Sighting seen)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var address in AddressesOf(seen))
        {
            if (_byAddress.TryGetValue(address, out var there)) found.UnionWith(there.Select(one => one.Value));
        }

        if (seen.At is { } at)
        {
            var (x, y) = CellOf(at);
            for (var step = 0; step < 9; step++)
            {
                if (_byCell.TryGetValue((x - 1 + (step % 3), y - 1 + (step / 3)), out var there))
                {
                    found.UnionWith(there.Select(one => one.Value));
                }
            }
        }

        return found.Select(id => _kept[new CaseId(id)]);
    }

    private IEnumerable<List<CaseId>> PlacesOf(Sighting seen)
    {
        foreach (var address in AddressesOf(seen)) yield return ListOf(_byAddress, address);
        if (seen.At is { } at) yield return ListOf(_byCell, CellOf(at));
    }

    private void Tidy(Sighting gone)
    {
        foreach (var address in AddressesOf(gone))
        {
            if (_byAddress[address].Count == 0) _byAddress.Remove(address);
        }

        if (gone.At is { } at && _byCell[CellOf(at)].Count == 0) _byCell.Remove(CellOf(at));
    }

    private static IEnumerable<string> AddressesOf(Sighting seen)
    {
        if (seen.Building is { } building) yield return $"building/{building}";
        if (seen.Site is { } site) yield return $"site/{site}";
    }

    private static (int X, int Y) CellOf(LngLat at) =>
        ((int)Math.Floor(at.Lng / CellLng), (int)Math.Floor(at.Lat / CellLat));

    private static List<CaseId> ListOf<TKey>(Dictionary<TKey, List<CaseId>> places, TKey key) where TKey : notnull
    {
        if (!places.TryGetValue(key, out var list)) places.Add(key, list = []);
        return list;
    }
}
