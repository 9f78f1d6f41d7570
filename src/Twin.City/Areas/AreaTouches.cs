namespace Twin.City.Areas;

/// <summary>Which homes a change of the map concerns: they look at it again.</summary>
public static class AreaTouches
{
    /// <param name="happened">What changed.</param>
    /// <param name="book">The map after it.</param>
    public static IEnumerable<HomeId> Of(AreaEvent happened, AreaBook book) => happened switch
    {
        AreaEvent.AreaDrawn e => [e.Area.Id, e.Parent],
        AreaEvent.AreaRecoded e => [e.Area],
        AreaEvent.AreaMoved e => [e.Area, e.From, e.To],
        AreaEvent.AreaSplit e => [e.Area, .. e.Parts.Select(part => part.Id), .. Parent(book, e.Area)],
        AreaEvent.AreaMerged e => [.. e.Areas, e.Into.Id, e.Parent, .. e.Areas.SelectMany(area => Parent(book, area))],
        AreaEvent.AreaClosed e => [e.Area, e.Heir],
        AreaEvent.PostRehomed e => [e.From, e.To],
        AreaEvent.PostOpened e => [e.Home],
        AreaEvent.HouseholdsRehomed e => [e.From, e.To],
        AreaEvent.AreasImported => [],
        _ => throw new InvalidOperationException($"Nobody is told of {happened.GetType().Name}; add a line."),
    };

    private static IEnumerable<HomeId> Parent(AreaBook book, HomeId area) =>
        book.Find(area)?.Parent is { } parent ? [parent] : [];
}
