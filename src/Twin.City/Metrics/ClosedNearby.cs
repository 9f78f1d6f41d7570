namespace Twin.City.Metrics;

/// <summary>Whether another case of the class was closed within 50 m in the 30 days before a report.</summary>
/// <remarks>By class and cell, so that a year of cases costs no more than its own length.</remarks>
internal sealed class ClosedNearby
{
    private const double SamePlaceMetres = 50;

    /// <summary>Wider than the distance everywhere between the polar circles.</summary>
    private const double CellDegrees = 0.0012;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly Dictionary<(string Class, int Column, int Row), List<CaseStory>> _cells = [];

    public ClosedNearby(IEnumerable<CaseStory> stories)
    {
        foreach (var story in stories)
        {
            if (story.ClosedAt is null || KeyOf(story) is not { } key) continue;
            if (!_cells.TryGetValue(key, out var cell)) _cells.Add(key, cell = []);
            cell.Add(story);
        }
    }

    public bool Has(CaseStory story, DateTimeOffset closedAt)
    {
        if (KeyOf(story) is not var (code, column, row)) return false;
        for (var near = 0; near < 9; near++)
        {
            var key = (code, column + (near % 3) - 1, row + (near / 3) - 1);
            foreach (var other in _cells.GetValueOrDefault(key) ?? [])
            {
                if (Precedes(other, story, closedAt)) return true;
            }
        }

        return false;
    }

    private static bool Precedes(CaseStory other, CaseStory story, DateTimeOffset closedAt) =>
        other.Id != story.Id && other.ClosedAt is { } before && before <= story.ReportedAt && closedAt >= before
        && story.ReportedAt - before <= Month && story.At!.Value.MetresTo(other.At!.Value) <= SamePlaceMetres;

    private static (string Class, int Column, int Row)? KeyOf(CaseStory story) =>
        story is { At: { } at, DefaultPlace: false, Class: { } code }
            ? (code, (int)Math.Floor(at.Lng / CellDegrees), (int)Math.Floor(at.Lat / CellDegrees))
            : null;
}
