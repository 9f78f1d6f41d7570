using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The contract on PostgreSQL as it is served.</summary>
public sealed class PostgresEventLogTests(PostgresFixture postgres) : EventLogContract
{
    protected override IEventLog Open() => PostgresEventLog.Open(
        postgres.NewPlace(), new PostgresLogOptions(), TimeProvider.System, NullLogger.Instance);
}

/// <summary>The contract with bounds so narrow that indexing, eviction and splitting happen all the time.</summary>
public sealed class NarrowPostgresEventLogTests(PostgresFixture postgres) : EventLogContract
{
    protected override IEventLog Open() => PostgresEventLog.Open(
        postgres.NewPlace(),
        new PostgresLogOptions { IndexedTogether = 3, StreamsCachedMax = 2, BatchesPerCommitMax = 5, ReadersMax = 1 },
        TimeProvider.System,
        NullLogger.Instance);
}
