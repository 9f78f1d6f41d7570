using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>A few reading connections; they never hold up the writer.</summary>
internal sealed class SqliteReaders(string file, int most) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _free = [];
    private readonly SemaphoreSlim _room = new(most, most);

    /// <summary>Known terms of this file, shared by all readers.</summary>
    public Terms Terms { get; } = new();

    public async ValueTask<T> Read<T>(Func<SqliteReader, T> read, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        return Take(read);
    }

    public T ReadNow<T>(Func<SqliteReader, T> read)
    {
        _room.Wait();
        return Take(read);
    }

    public void Dispose()
    {
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _room.Dispose();
    }

    /// <summary>A reader that failed is not used again: its statements may stand half-way.</summary>
    private T Take<T>(Func<SqliteReader, T> read)
    {
        SqliteReader? reader = null;
        try
        {
            reader = _free.TryTake(out var free) ? free : new SqliteReader(file, Terms);
            var answer = read(reader);
            _free.Add(reader);
            reader = null;
            return answer;
        }
        catch (SqliteException broken) when (SqliteWriter.Meaning(broken) == Failure.OutcomeUnknown)
        {
            throw new LogBrokenException(
                $"'{file}' cannot be read: {broken.Message} Run a check; restore from a backup.", broken);
        }
        finally
        {
            reader?.Dispose();
            _room.Release();
        }
    }
}
