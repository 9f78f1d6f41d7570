using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Points;
using Twin.Grains.Feeds;

namespace Twin.Grains.Points;

/// <summary>One card: it decides one command after the other, so that no point is spent twice.</summary>
public sealed class PointsGrain(Surroundings city, CaseRules rules) : Grain, IPointsGrain
{
    public const string Feed = "points";

    private DecidedStream<PointsCard, PointsEvent> _card = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<PointsEvent>(
            city.Log, $"points/{this.GetPrimaryKeyString()}", FactFamilies.Points, DeactivateOnIdle);
        _card = new(
            stream, Feed, city.Time, PointsCard.None, static (card, happened, fact) => card.After(happened, fact.At));
        await _card.Load(cancellationToken);
    }

    public Task<Decided> Open(
        CardKind kind, HomeId home, Actor by, string commandId, CancellationToken cancel = default) =>
        _card.Do((card, _) => PointsDecisions.OpenCard(card, kind, home), by, commandId, cancel);

    public Task<Decided> Earn(
        ServiceKind service, int count, Actor by, string commandId, CancellationToken cancel = default) =>
        _card.Do((card, now) => PointsDecisions.Earn(card, service, count, now, rules.Zone), by, commandId, cancel);

    public Task<Decided> Redeem(
        int points, KeySiteId site, Actor by, string commandId, CancellationToken cancel = default) =>
        _card.Do((card, now) => PointsDecisions.Redeem(card, points, site, now), by, commandId, cancel);

    public Task<CardSight> See(CancellationToken cancel = default) => Task.FromResult(
        new CardSight(_card.State, _card.State.BalanceAt(city.Time.GetUtcNow()), _card.Position));
}
