using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Resources;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Stocks;

/// <summary>One holder's resources: one command after the other, so that nothing is given twice.</summary>
public sealed class StockGrain(Surroundings city) : Grain, IStockGrain
{
    /// <summary>Every holder's facts, for those who look at all of them.</summary>
    public const string Feed = "stock";

    private const string Prefix = "stock/";

    private readonly Dictionary<string, ImmutableArray<ResourceId>> _taken = new(StringComparer.Ordinal);
    private OwnStream<StockEvent> _stream = null!;
    private StockState _stock = StockState.Empty;

    public static string StreamOf(string holder) => Prefix + holder;

    internal static string HolderOf(string stream) => stream[Prefix.Length..];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<StockEvent>(
            city.Log, StreamOf(this.GetPrimaryKeyString()), FactFamilies.Stocks, DeactivateOnIdle);
        await _stream.Load((StockEvent happened, string commandId) => Apply(happened, commandId), cancellationToken);
    }

    public async Task<StockAnswer> Do(
        StockCommand command, Actor by, string commandId, CancellationToken cancel = default)
    {
        var id = CommandKey.IdOf(commandId);
        if (_taken.TryGetValue(id, out var taken))
        {
            return _stream.IsTaken(commandId, by.Account)
                ? new StockAnswer(Sight(), [], CommandKey.Taken)
                : new StockAnswer(Sight(), taken);
        }

        var now = city.Time.GetUtcNow();
        var decision = StockDecisions.Decide(_stock, command, by, now);
        if (decision.Happened.IsEmpty)
        {
            await _stream.MustBeNewest(cancel);
        }

        foreach (var happened in decision.Happened)
        {
            cancel.ThrowIfCancellationRequested();
            var role = by.Roles.First(StockDecisions.MayGive(command).Contains);
            await _stream.Append(happened, new Author(by.Account, role), commandId, now, Feed);
            Apply(happened, id);
        }

        return new StockAnswer(
            Sight(), _taken.TryGetValue(id, out taken) ? taken : [], decision.Refusal);
    }

    public Task<bool> Knows(string commandId) => Task.FromResult(_stream.Knows(commandId));

    public Task<StockSight> See(CancellationToken cancel = default) => Task.FromResult(Sight());

    private void Apply(StockEvent happened, string commandId)
    {
        _stock = _stock.After(happened);
        _taken[commandId] = happened.Resources.Items;
    }

    private StockSight Sight()
    {
        var now = city.Time.GetUtcNow();
        return new StockSight(
            this.GetPrimaryKeyString(), [.. _stock.Rows.Select(row => SightOf(row, now))], _stream.Position);
    }

    private static ResourceSight SightOf(ResourceRow row, DateTimeOffset now) => row.Use(now) switch
    {
        ResourceUse.Reserved or ResourceUse.Committed =>
            new ResourceSight(row.Id, row.Kind, row.Use(now), row.For, row.Until),
        var use => new ResourceSight(row.Id, row.Kind, use),
    };
}
