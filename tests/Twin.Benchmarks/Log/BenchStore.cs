using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog;
using Twin.EventLog.Postgres;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.Benchmarks.Log;

/// <summary>A store to measure: new logs, and the plain append beside them, on one disk or server.</summary>
internal interface IBenchStore : IDisposable
{
    string Name { get; }

    /// <summary>A new and empty log, durable as in service.</summary>
    IEventLog New();

    /// <summary>Facts a second by plain ordered inserts of these rows.</summary>
    double Raw(IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast);

    /// <summary>The same by the fastest plain way the store knows; null when that is the plain insert.</summary>
    double? Fastest(IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast) => null;

    /// <summary>Processor time of a server of our own; null when there is none.</summary>
    TimeSpan? ServerCpu => null;
}

/// <summary>SQLite in a folder.</summary>
internal sealed class SqliteBenchStore(string? folder) : IBenchStore
{
    private readonly BenchFolder _folder = new(folder);

    public string Name => "sqlite";

    public IEventLog New() => SqliteEventLog.Open(
        _folder.New("log.db"), new SqliteLogOptions(), TimeProvider.System, NullLogger.Instance);

    public double Raw(IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast) =>
        RawAppend.Measure(_folder.Path, facts, batch, atLeast, TimeProvider.System);

    public void Dispose() => _folder.Dispose();
}

/// <summary>PostgreSQL: the place that is named, or a server of our own that syncs each commit.</summary>
internal sealed class PostgresBenchStore : IBenchStore
{
    private readonly PostgresServer? _server;
    private readonly string _place;
    private int _logs;

    public PostgresBenchStore(string? place)
    {
        _server = place is null ? PostgresServer.Start(durable: true) : null;
        _place = place ?? _server?.Place("bench") ?? throw new InvalidOperationException(
            "Found no PostgreSQL on this machine; expected its server. Install it, or name one with --place.");
    }

    public string Name => "postgres";

    public IEventLog New() => PostgresEventLog.Open(
        Place($"bench_{++_logs}"), new PostgresLogOptions(), TimeProvider.System, NullLogger.Instance);

    public double Raw(IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast) =>
        PostgresRawAppend.Measure(Place("bench_raw"), facts, batch, atLeast, TimeProvider.System);

    public double? Fastest(IReadOnlyList<Fact> facts, int batch, TimeSpan atLeast) =>
        PostgresRawAppend.Measure(Place("bench_raw"), facts, batch, atLeast, TimeProvider.System, copied: true);

    public TimeSpan? ServerCpu => _server?.CpuTime();

    public void Dispose() => _server?.Dispose();

    private PostgresPlace Place(string schema) => PostgresPlace.Parse(string.Create(
        CultureInfo.InvariantCulture, $"{_place.Split("?schema=")[0]}?schema={schema}"));
}
