namespace Twin.City.Metrics;

/// <summary>Whether another case of the class was closed within 50 m in the 30 days before a report.</summary>
internal sealed class ClosedNearby(IEnumerable<CaseStory> stories)
{
    private readonly SamePlace _closed = SamePlace.OfClosed(stories);

    public bool Has(CaseStory story, DateTimeOffset closedAt)
    {
        if (story is not { At: { } at, DefaultPlace: false, Class: { } code }) return false;
        foreach (var other in _closed.Near(code, at))
        {
            if (other.Id != story.Id && other.ClosedAt is { } before && before <= story.ReportedAt
                && closedAt >= before && story.ReportedAt - before <= SamePlace.Month)
            {
                return true;
            }
        }

        return false;
    }
}
