using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Twin.EventLog.Sqlite;

/// <summary>Moves synced pages from the WAL into the main file, beside the writer and not in its way.</summary>
/// <remarks>
/// The writer would stall if it did this within a commit. A thread of its own copies nearly all; only when the WAL has
/// become long the writer copies the few pages that came meanwhile, so that the WAL can start again at its beginning.
/// </remarks>
internal sealed class Checkpointer : IDisposable
{
    private const int CommitsBetween = 512;
    private const int LongWalPages = 8_192;
    private const int FewPages = 2_048;
    private const int VeryLongWalPages = 65_536;
    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private int _commits;
    private bool _due;
    private bool _ending;
    private volatile bool _writerShouldFinish;
    private volatile Exception? _failure;

    public Checkpointer(string file)
    {
        _connection = SqliteFile.Connection(file, SqliteOpenMode.ReadWrite);
        _connection.Open();
        Schema.Run(_connection, "PRAGMA synchronous=FULL;");
        _thread = new Thread(Run) { IsBackground = true, Name = "log checkpoints" };
        _thread.Start();
    }

    /// <summary>Called by the writer between two commits.</summary>
    /// <param name="connection">The writing connection.</param>
    /// <param name="pagesHint">Whether much was written since the last call.</param>
    public void AfterCommit(SqliteConnection connection, bool pagesHint)
    {
        if (_failure is { } failure)
        {
            throw new LogBrokenException("A checkpoint of the log failed: " + failure.Message, failure);
        }

        if (_writerShouldFinish)
        {
            _writerShouldFinish = false;
            Checkpoint(connection);
        }

        if (++_commits >= CommitsBetween || pagesHint)
        {
            _commits = 0;
            lock (_gate)
            {
                _due = true;
                Monitor.Pulse(_gate);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        while (WaitUntilDue())
        {
            try
            {
                var (log, copied) = Checkpoint(_connection);
                _writerShouldFinish = log > VeryLongWalPages || (log > LongWalPages && log - copied < FewPages);
            }
            catch (SqliteException failure)
            {
                _failure = failure;
                return;
            }
        }
    }

    private bool WaitUntilDue()
    {
        lock (_gate)
        {
            while (!_due && !_ending)
            {
                Monitor.Wait(_gate);
            }

            _due = false;
            return !_ending;
        }
    }

    /// <summary>Pages in the WAL, and how many of them the main file has now. Waits for nobody.</summary>
    private static (int Log, int Copied) Checkpoint(SqliteConnection connection)
    {
        var answer = raw.sqlite3_wal_checkpoint_v2(
            connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var log, out var copied);
        return answer is raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED
            ? (log, copied)
            : throw new SqliteException(raw.sqlite3_errmsg(connection.Handle!).utf8_to_string(), answer & 0xff, answer);
    }
}
