using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>What a short stream says, for all threads of a silo: read at start and when its feed has grown.</summary>
internal sealed class FoldedStream<T>(IEventLog log, string stream, T start, Func<T, Fact, T> after)
{
    private const int FactsPerRead = 100;

    private volatile Page _page = new(0, start);

    public T Now => _page.Value;

    /// <summary>How many facts are in it.</summary>
    public long Version => _page.Version;

    public async Task CatchUp(CancellationToken cancel)
    {
        while (await log.ReadStream(stream, Version, FactsPerRead, cancel) is { IsEmpty: false } facts)
        {
            var page = _page;
            foreach (var fact in facts.Where(fact => fact.Version > page.Version))
            {
                page = new Page(fact.Version, after(page.Value, fact));
            }

            _page = page;
        }
    }

    private sealed record Page(long Version, T Value);
}
