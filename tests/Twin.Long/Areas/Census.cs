using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Areas;

/// <summary>Where each acknowledged case stands, asked home by home.</summary>
/// <param name="Lost">Acknowledged, and in the list of no home.</param>
/// <param name="Twice">In the lists of two grids.</param>
/// <param name="Homeless">Open in a home that is over, or that nobody knows.</param>
internal sealed record Census(int Lost, int Twice, int Homeless)
{
    private const int RowsAtOnce = 1_000;

    public static async Task<Census> Take(TwinClient city, ICollection<string> cases, CancellationToken cancel)
    {
        using var lead = TwinClient.Open(city.Server);
        await lead.SignIn("lead", cancel);
        var areas = (await city.Areas(cancel)).ToDictionary(area => area.Id);
        var root = areas.Values.Single(area => area.Parent is null).Id;
        var all = await Rows(lead, root, cancel);
        var known = all.Select(row => row.CaseId).ToHashSet();
        var seen = new Dictionary<string, int>();
        foreach (var grid in areas.Values.Where(area => area.Level == "Grid"))
        {
            foreach (var row in await Rows(lead, grid.Id, cancel))
            {
                seen[row.CaseId] = seen.GetValueOrDefault(row.CaseId) + 1;
            }
        }

        return new Census(
            cases.Count(one => !known.Contains(one)),
            seen.Values.Count(times => times > 1) + (all.Count - known.Count),
            all.Count(row => row.Open && (!areas.TryGetValue(row.Home, out var home) || home.Until is not null)));
    }

    private static async Task<List<CaseRow>> Rows(TwinClient city, string area, CancellationToken cancel)
    {
        var rows = new List<CaseRow>();
        for (var page = 1; ; page++)
        {
            var answer = await city.Cases(
                new CaseQuestion { Area = area, Page = page, PageSize = RowsAtOnce }, cancel);
            rows.AddRange(answer.Rows);
            if (answer.Rows.Length < RowsAtOnce)
            {
                return rows;
            }
        }
    }
}
