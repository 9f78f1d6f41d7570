using Orleans;
using Twin.City;
using Twin.City.Households;
using Twin.Geo.Reference;
using Twin.Grains.Feeds;

namespace Twin.Grains.Households;

/// <summary>One standard address. Its row is in the address book; its stream begins with its first own fact.</summary>
[CollectionAgeLimit(Minutes = 5)]
public sealed class HouseholdGrain(Surroundings city, ReferenceCity reference) : Grain, IHouseholdGrain
{
    private OwnStream<HouseholdEvent> _stream = null!;
    private HouseholdState _state = HouseholdState.Empty;

    private HouseholdId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<HouseholdEvent>(
            city.Log, $"household/{Id}", FactFamilies.Households, DeactivateOnIdle);
        await _stream.Load(happened => _state = _state.After(happened), cancellationToken);
    }

    public Task<HouseholdSight?> See(CancellationToken cancel = default) => Task.FromResult(Sight());

    public async Task<HouseholdAnswer> Declare(
        Occupancy occupancy, Actor by, string commandId, CancellationToken cancel = default)
    {
        if (Sight() is null || _stream.Knows(commandId))
        {
            return new HouseholdAnswer(Sight(), _stream.Position, Refusal: null);
        }

        var decision = HouseholdDecisions.Declare(_state, occupancy, by);
        foreach (var happened in decision.Happened)
        {
            cancel.ThrowIfCancellationRequested();
            await _stream.Append(
                happened, by.AsAuthor(), commandId, city.Time.GetUtcNow());
            _state = _state.After(happened);
        }

        return new HouseholdAnswer(Sight(), _stream.Position, decision.Refusal);
    }

    private HouseholdSight? Sight() => reference.Address(Id.Value) is not { } row
        ? null
        : new HouseholdSight(
            Id, new BuildingId(row.BuildingId), row.Road, row.House, row.Entrance, row.Floor, row.Room,
            _state.Occupancy, _stream.Version);
}
