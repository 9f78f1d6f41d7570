using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog;
using Twin.EventLog.Postgres;

namespace Twin.Benchmarks.Peer;

/// <summary>What is left of a city that does nothing but record: the most that one on this log could reach.</summary>
/// <remarks>
/// Reports are decided and encoded as the city does it, and become durable in a log of their own, many at once. No case
/// wakes, no board counts, no clock runs.
/// </remarks>
internal sealed class Recorder(string place, Func<Random, NewBatch> decide) : IAsyncDisposable
{
    private const int Senders = 2;
    private const int Together = 512;

    private readonly PostgresEventLog _log = PostgresEventLog.Open(
        PostgresPlace.Parse(place), new PostgresLogOptions(), TimeProvider.System, NullLogger.Instance);

    public Task<Reached> Record(TimeSpan atLeast, CancellationToken cancel) => Reached.By(
        Senders, Together, atLeast, (_, chance) => Task.WhenAll(Enumerable.Range(0, Together)
            .Select(_ => _log.Append(decide(chance), cancel).AsTask())));

    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
