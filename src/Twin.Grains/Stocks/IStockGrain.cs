using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Resources;

namespace Twin.Grains.Stocks;

/// <summary>The resources of one holder. Key: a department's key, or an area's or grid's id.</summary>
public interface IStockGrain : IGrainWithStringKey
{
    /// <param name="command">What is wanted.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="commandId">The same again is answered and changes nothing; see <see cref="CommandKey"/>.</param>
    Task<StockAnswer> Do(StockCommand command, Actor by, string commandId, CancellationToken cancel = default);

    /// <summary>The command was carried out before.</summary>
    Task<bool> Knows(string commandId);

    Task<StockSight> See(CancellationToken cancel = default);
}

/// <summary>A holder's resources at a position of the log.</summary>
public sealed record StockSight(string Holder, ImmutableArray<ResourceSight> Resources, long Position);

/// <summary>One resource as it is now; whose reservation is over has nobody.</summary>
public sealed record ResourceSight(
    ResourceId Id, string Kind, ResourceUse Use, CaseId? For = null, DateTimeOffset? Until = null);

/// <summary>How it is after a command, or why it was refused.</summary>
/// <param name="Taken">What the command did something to.</param>
public sealed record StockAnswer(StockSight Stock, ImmutableArray<ResourceId> Taken, Refusal? Refusal = null);
