using System.Collections.Immutable;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.City.Metrics;

/// <summary>Cases by class and cell: finds those of the same class within fifty metres.</summary>
/// <remarks>So a year of cases costs no more than its own length.</remarks>
public sealed class SamePlace
{
    private const double Metres = 50;

    /// <summary>Wider than the distance everywhere between the polar circles.</summary>
    private const double CellDegrees = 0.0012;

    /// <summary>Repeats lie within it.</summary>
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly Dictionary<(string Class, int Column, int Row), List<CaseStory>> _cells = [];

    private SamePlace(IEnumerable<CaseStory> stories)
    {
        foreach (var story in stories)
        {
            if (story is not { At: { } at, DefaultPlace: false, Class: { } code }) continue;
            var key = KeyOf(code, at);
            if (!_cells.TryGetValue(key, out var cell)) _cells.Add(key, cell = []);
            cell.Add(story);
        }
    }

    /// <summary>Of those that may come again: matters that count once, and no disputes.</summary>
    public static SamePlace Of(IEnumerable<CaseStory> stories) => new(stories.Where(story =>
        story.IsOneMatter && CaseClasses.All.Find(story.Class) is { IsDispute: false }));

    public static SamePlace OfClosed(IEnumerable<CaseStory> stories) =>
        new(stories.Where(story => story.ClosedAt is not null));

    public static bool Is(LngLat one, LngLat other) => one.MetresTo(other) <= Metres;

    /// <summary>All of the class there, itself among them.</summary>
    public IEnumerable<CaseStory> Near(string code, LngLat at)
    {
        var (_, column, row) = KeyOf(code, at);
        for (var near = 0; near < 9; near++)
        {
            var key = (code, column + (near % 3) - 1, row + (near / 3) - 1);
            foreach (var other in _cells.GetValueOrDefault(key) ?? [])
            {
                if (Is(other.At!.Value, at)) yield return other;
            }
        }
    }

    /// <summary>Those that were reported there after one moment and up to another, oldest first.</summary>
    public IEnumerable<CaseStory> Repeats(string code, LngLat at, DateTimeOffset after, DateTimeOffset until) =>
        Near(code, at).Where(story => story.ReportedAt > after && story.ReportedAt <= until)
            .OrderBy(story => story.ReportedAt).ThenBy(story => story.Id.Value, StringComparer.Ordinal);

    /// <summary>Where at least so many of a class were reported in the last month, the most first.</summary>
    /// <remarks>A case is in one place only: that with the most.</remarks>
    public ImmutableArray<RepeatPlace> RepeatPlaces(int least, DateTimeOffset until)
    {
        var around = _cells.Values.SelectMany(cell => cell)
            .Select(story => Around(story, until)).Where(place => place.Cases.Length >= least)
            .OrderByDescending(place => place.Cases.Length)
            .ThenBy(place => place.Cases[0].Id.Value, StringComparer.Ordinal);
        var (taken, places) = (new HashSet<CaseId>(), ImmutableArray.CreateBuilder<RepeatPlace>());
        foreach (var place in around)
        {
            var left = place.Cases.RemoveAll(story => taken.Contains(story.Id));
            if (left.Length < least) continue;
            taken.UnionWith(left.Select(story => story.Id));
            places.Add(place with { Cases = left });
        }

        return places.DrainToImmutable();
    }

    private RepeatPlace Around(CaseStory story, DateTimeOffset until) => new(
        story.Class!, story.At!.Value, [.. Repeats(story.Class!, story.At!.Value, until - Month, until)]);

    private static (string Class, int Column, int Row) KeyOf(string code, LngLat at) =>
        (code, (int)Math.Floor(at.Lng / CellDegrees), (int)Math.Floor(at.Lat / CellDegrees));
}

/// <summary>Where a matter comes again.</summary>
/// <param name="Cases">Oldest first.</param>
public sealed record RepeatPlace(string Class, LngLat At, ImmutableArray<CaseStory> Cases);
