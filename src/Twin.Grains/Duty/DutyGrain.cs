using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Duty;
using Twin.Grains.Feeds;

namespace Twin.Grains.Duty;

/// <summary>The roster of the city: one writer, so that two plans never put two turns on one seat.</summary>
public sealed class DutyGrain(Surroundings city, CaseRules rules) : Grain, IDutyGrain
{
    private DecidedStream<Roster, RosterEvent> _roster = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _roster = new(
            new OwnStream<RosterEvent>(city.Log, DutyBook.Stream, FactFamilies.Duty, DeactivateOnIdle),
            DutyBook.Feed, city.Time, Roster.Empty, static (roster, happened, fact) => roster.After(happened, fact.At));
        await _roster.Load(cancellationToken);
    }

    public Task<Decided> Plan(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default) =>
        _roster.Do((roster, now) => RosterDecisions.Plan(roster, shifts, now, rules.Zone), by, commandId, cancel);

    public Task<Decided> Drop(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default) =>
        _roster.Do((roster, now) => RosterDecisions.Drop(roster, shifts, now), by, commandId, cancel);
}
