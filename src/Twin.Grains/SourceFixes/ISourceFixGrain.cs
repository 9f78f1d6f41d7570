using Orleans;
using Twin.City;
using Twin.City.SourceFixes;
using Twin.Grains.Feeds;

namespace Twin.Grains.SourceFixes;

/// <summary>The items of mending sources. Key: <see cref="SourceFixGrain.Key"/>.</summary>
public interface ISourceFixGrain : IGrainWithStringKey
{
    Task<Decided> Open(
        SourceFixEvent.FixOpened opened, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Done(long fix, string measure, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Drop(long fix, string reason, Actor by, string commandId, CancellationToken cancel = default);

    Task<SourceFixSight> See(CancellationToken cancel = default);
}

/// <summary>All items at a position of the log.</summary>
public sealed record SourceFixSight(SourceFixBook Book, long Position);
