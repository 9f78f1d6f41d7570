using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Duty;
using Twin.EventLog;
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
            Roster.Empty, static (roster, happened, fact) => roster.After(happened, fact.At));
        await _roster.Load(cancellationToken);
    }

    public Task<Decided> Plan(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default)
    {
        var now = city.Time.GetUtcNow();
        return Do(roster => RosterDecisions.Plan(roster, shifts, now, rules.Zone), by, commandId, now, cancel);
    }

    public Task<Decided> Drop(
        ImmutableArray<Shift> shifts, Actor by, string commandId, CancellationToken cancel = default)
    {
        var now = city.Time.GetUtcNow();
        return Do(roster => RosterDecisions.Drop(roster, shifts, now), by, commandId, now, cancel);
    }

    private Task<Decided> Do(
        Func<Roster, Decision<RosterEvent>> decide, Actor by, string commandId, DateTimeOffset now,
        CancellationToken cancel) =>
        _roster.Do(decide, new Author(by.Account, by.Roles[0]), commandId, now, DutyBook.Feed, cancel);
}
