namespace Twin.City.Resources;

/// <summary>A fact about the resources of one holder. Stored for ever: add fields, never rename or reuse one.</summary>
/// <remarks>
/// Kind words: <c>stock/Added</c>, <c>stock/Retired</c>, <c>stock/Reserved</c>, <c>stock/Committed</c>,
/// <c>stock/Released</c>. One command is one fact, so that all of what it asks for happens or nothing.
/// </remarks>
public abstract record StockEvent
{
    private StockEvent(FactList<ResourceId> resources) => Resources = resources;

    /// <summary>Those that the fact is about, as many as the command asked for.</summary>
    public FactList<ResourceId> Resources { get; init; }

    public sealed record Added(FactList<ResourceId> Resources, string Kind) : StockEvent(Resources);

    public sealed record Retired(FactList<ResourceId> Resources) : StockEvent(Resources);

    /// <param name="For">The case that they wait for.</param>
    /// <param name="Until">Then they are free again without another fact.</param>
    public sealed record Reserved(FactList<ResourceId> Resources, CaseId For, DateTimeOffset Until)
        : StockEvent(Resources);

    /// <param name="For">The case that they are used for.</param>
    public sealed record Committed(FactList<ResourceId> Resources, CaseId For) : StockEvent(Resources);

    public sealed record Released(FactList<ResourceId> Resources, CaseId For) : StockEvent(Resources);
}
