using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>A few reading connections; they never hold up the writer.</summary>
internal sealed class SqliteReaders(string file, int most) : IChainReaders
{
    private readonly ConcurrentBag<SqliteReader> _free = [];
    private readonly SemaphoreSlim _room = new(most, most);
    private volatile bool _closed;

    /// <summary>Known terms of this file, shared by all readers.</summary>
    public Terms Terms { get; } = new();

    public async ValueTask<T> Read<T>(Func<IChainReader, T> read, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        return Take(read);
    }

    public T ReadNow<T>(Func<IChainReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _room.Wait();
        return Take(read);
    }

    /// <summary>Lets running reads end; whoever waits for room is told that it is over.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        for (var i = 0; i < most; i++)
        {
            _room.Wait();
        }

        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _room.Release(most);
    }

    /// <summary>A reader that failed is not used again: its statements may stand half-way.</summary>
    private T Take<T>(Func<IChainReader, T> read)
    {
        SqliteReader? reader = null;
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            reader = _free.TryTake(out var free) ? free : new SqliteReader(file, Terms);
            var answer = read(reader);
            _free.Add(reader);
            reader = null;
            return answer;
        }
        catch (SqliteException broken)
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
