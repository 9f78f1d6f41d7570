using Orleans;
using Twin.City;
using Twin.City.Handovers;
using Twin.Grains.Feeds;

namespace Twin.Grains.Handovers;

/// <summary>One area's handover book: an entry is signed once by each side.</summary>
public sealed class HandoverGrain(Surroundings city) : Grain, IHandoverGrain
{
    /// <summary>All books, for those who look at all of them.</summary>
    public const string Feed = "handover";

    private DecidedStream<HandoverBook, HandoverEvent> _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<HandoverEvent>(
            city.Log, $"handover/{this.GetPrimaryKeyString()}", FactFamilies.Handovers, DeactivateOnIdle);
        _book = new(stream, Feed, city.Time, HandoverBook.Empty, static (book, happened, fact) =>
            book.After(happened, fact.Version, fact.At, fact.By.Account, fact.By.Role));
        await _book.Load(cancellationToken);
    }

    public Task<Decided> HandOver(
        HandoverEvent.HandedOver left, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((_, _) => HandoverDecisions.HandOver(left), by, commandId, cancel);

    public Task<Decided> TakeOver(long number, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, _) => HandoverDecisions.TakeOver(book, number, by.Account), by, commandId, cancel);

    public Task<HandoverSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new HandoverSight(_book.State, _book.Position));
}
