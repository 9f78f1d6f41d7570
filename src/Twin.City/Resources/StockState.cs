using System.Collections.Immutable;

namespace Twin.City.Resources;

/// <summary>The resources of one holder, in the order in which they came.</summary>
public sealed record StockState(ImmutableArray<ResourceRow> Rows)
{
    public static StockState Empty { get; } = new([]);

    public StockState After(StockEvent happened) => happened switch
    {
        StockEvent.Added e => new(Rows.AddRange(e.Resources.Items.Select(id => new ResourceRow(id, e.Kind)))),
        StockEvent.Retired e => Each(e.Resources, row => row with { For = null, Until = null, IsRetired = true }),
        StockEvent.Reserved e => Each(e.Resources, row => row with { For = e.For, Until = e.Until }),
        StockEvent.Committed e => Each(e.Resources, row => row with { For = e.For, Until = null }),
        StockEvent.Released e => Each(e.Resources, row => row with { For = null, Until = null }),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of StockEvent."),
    };

    private StockState Each(FactList<ResourceId> which, Func<ResourceRow, ResourceRow> change)
    {
        var ids = which.Items.ToHashSet();
        return new([.. Rows.Select(row => ids.Contains(row.Id) ? change(row) : row)]);
    }
}
