using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The contract on SQLite as it is served.</summary>
public sealed class SqliteEventLogTests : EventLogContract, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IEventLog Open() =>
        SqliteEventLog.Open(_folder.File("log.db"), new SqliteLogOptions(), TimeProvider.System, NullLogger.Instance);
}

/// <summary>The contract with bounds so narrow that indexing, eviction and splitting happen all the time.</summary>
public sealed class NarrowSqliteEventLogTests : EventLogContract, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IEventLog Open() => SqliteEventLog.Open(
        _folder.File("log.db"),
        new SqliteLogOptions { IndexedTogether = 3, StreamsCachedMax = 2, BatchesPerCommitMax = 5, ReadersMax = 1 },
        TimeProvider.System,
        NullLogger.Instance);
}
