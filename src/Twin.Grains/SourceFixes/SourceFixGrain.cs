using Orleans;
using Twin.City;
using Twin.City.SourceFixes;
using Twin.Grains.Feeds;

namespace Twin.Grains.SourceFixes;

/// <summary>All items of a city in one place: the same source is never mended twice at a time.</summary>
public sealed class SourceFixGrain(Surroundings city) : Grain, ISourceFixGrain
{
    /// <summary>There is one book in a city.</summary>
    public const string Key = "city";

    public const string Stream = "source";

    private DecidedStream<SourceFixBook, SourceFixEvent> _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<SourceFixEvent>(city.Log, Stream, FactFamilies.SourceFixes, DeactivateOnIdle);
        _book = new(
            stream, Stream, city.Time, SourceFixBook.Empty,
            static (book, happened, fact) => book.After(happened, fact.Version, fact.At));
        await _book.Load(cancellationToken);
    }

    public Task<Decided> Open(
        SourceFixEvent.FixOpened opened, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, now) => SourceFixDecisions.Open(book, opened, now), by, commandId, cancel);

    public Task<Decided> Done(
        long fix, string measure, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, _) => SourceFixDecisions.Done(book, fix, measure, by), by, commandId, cancel);

    public Task<Decided> Drop(
        long fix, string reason, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, _) => SourceFixDecisions.Drop(book, fix, reason), by, commandId, cancel);

    public Task<SourceFixSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new SourceFixSight(_book.State, _book.Position));
}
