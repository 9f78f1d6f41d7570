using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Ratings;
using Twin.Grains.Feeds;

namespace Twin.Grains.Ratings;

/// <summary>Appeals of all grids: a few in a quarter.</summary>
public sealed class RatingGrain(Surroundings city, CaseRules rules) : Grain, IRatingGrain
{
    /// <summary>There is one book in a city.</summary>
    public const string Key = "city";

    private const string Stream = "rating";

    private DecidedStream<RatingBook, RatingEvent> _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<RatingEvent>(city.Log, Stream, FactFamilies.Ratings, DeactivateOnIdle);
        _book = new(
            stream, Stream, city.Time, RatingBook.Empty,
            static (book, happened, fact) => book.After(happened, fact.By.Account));
        await _book.Load(cancellationToken);
    }

    public Task<Decided> Appeal(
        RatingEvent.RatingAppealed appealed, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, now) => RatingDecisions.Appeal(book, appealed, now, rules.Zone), by, commandId, cancel);

    public Task<Decided> Settle(
        HomeId grid, Quarter quarter, bool upheld, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, _) => RatingDecisions.Settle(book, grid, quarter, upheld, by.Account), by, commandId, cancel);

    public Task<RatingSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new RatingSight(_book.State, _book.Position));
}
