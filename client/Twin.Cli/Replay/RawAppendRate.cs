using Twin.Contracts;

namespace Twin.Cli.Replay;

/// <summary>Facts a second by plain batched inserts, on the same disk and with the same kind of facts.</summary>
internal static class RawAppendRate
{
    public static Task<(double FactsPerSecond, long PayloadBytes)> Measure(LogView log, CancellationToken cancel) =>
        Task.FromException<(double, long)>(new InvalidDataException($"{log.Place} {cancel}"));
}
