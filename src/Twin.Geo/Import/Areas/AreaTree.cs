using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Import.Areas;

/// <summary>Makes one tree of areas with one city at its top.</summary>
internal static class AreaTree
{
    public const string CityId = "a-city";

    /// <summary>Parents before children; the city is first.</summary>
    /// <param name="drafts">By code, or by source id where there is none.</param>
    /// <param name="request">Gives the name of a city that no source names.</param>
    /// <param name="fallback">Where the city lies if no area says so.</param>
    public static ImmutableArray<ReferenceArea> Of(
        Dictionary<string, AreaDraft> drafts, ImportRequest request, LngLat fallback)
    {
        var ids = new Ids("a-");
        var idOf = drafts.Keys.Order(StringComparer.Ordinal).ToDictionary(key => key, key => ids.Next(key, out _));
        var parentOf = drafts.ToDictionary(pair => pair.Key, pair => ParentOf(pair.Key, pair.Value, drafts));
        var tops = drafts.Keys.Where(key => parentOf[key] is null).Order(StringComparer.Ordinal).ToList();
        var root = RootOf(tops, drafts, request);
        var rootId = root is null ? CityId : idOf[root];
        var areas = new List<ReferenceArea>();
        var centres = new Dictionary<string, LngLat>();

        // The city's own centre: its own word, its outline, its children, the buildings.
        var rootDraft = root is null ? null : drafts[root];
        centres[rootId] = rootDraft is not null && CentreOf(rootDraft) is { } own
            ? own
            : drafts.Values.Select(CentreOf).OfType<LngLat>().Cast<LngLat?>().FirstOrDefault() ?? fallback;
        areas.Add(new ReferenceArea(
            rootId, rootDraft?.Code ?? "", LevelOfRoot(rootDraft), request.Name ?? rootDraft?.Name ?? "City", null,
            centres[rootId], rootDraft?.Outline, Drawn: rootDraft is null));

        foreach (var (key, draft) in drafts.Where(pair => pair.Key != root)
            .OrderBy(pair => LevelOf(pair.Value)).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var parent = parentOf[key] is { } above && idOf[above] is var id && centres.ContainsKey(id) ? id : rootId;
            centres[idOf[key]] = CentreOf(draft) ?? centres[parent];
            areas.Add(new ReferenceArea(
                idOf[key], draft.Code, LevelOf(draft), draft.Name, parent, centres[idOf[key]], draft.Outline, false));
        }

        return [.. areas];
    }

    private static LngLat? CentreOf(AreaDraft draft) =>
        draft.Centre ?? (draft.Outline is null ? null : Shape.Inside(draft.Outline));

    // One top is the city whatever its rank, unless it is a province of several.
    private static AreaLevel LevelOfRoot(AreaDraft? root) =>
        root?.Level == AreaLevel.Province ? AreaLevel.Province : AreaLevel.City;

    private static AreaLevel LevelOf(AreaDraft draft) => draft.Level ?? AreaLevel.Community;

    private static string? ParentOf(string key, AreaDraft draft, Dictionary<string, AreaDraft> drafts) =>
        draft.Parent is { } named && named != key && drafts.ContainsKey(named)
            ? named
            : AreaCode.ParentOf(draft.Code, drafts.ContainsKey);

    // One top is the city whatever its rank: a county-level city is one. Several districts get a city above them.
    private static string? RootOf(List<string> tops, Dictionary<string, AreaDraft> drafts, ImportRequest request)
    {
        if (tops.Count == 1 && (drafts.Count > 1 || drafts[tops[0]].Level == AreaLevel.City))
        {
            return tops[0];
        }

        var cities = tops.Where(top => drafts[top].Level == AreaLevel.City).ToList();
        if (cities.Count > 1)
        {
            throw new ImportException(
                $"Found {cities.Count} cities ({string.Join(", ", cities.Take(5))} …); expected one, since a "
                + "deployment serves one city. Name it with --code; the code of their province takes the whole tree.");
        }

        if (request.Code is { } code && drafts.Count == 0)
        {
            throw new ImportException(
                $"Found no area with the code {code}; expected at least that one. Check the code and the files.");
        }

        return cities.Count == 1 ? cities[0] : null;
    }
}
