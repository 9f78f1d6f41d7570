using System.Collections.Concurrent;

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
        try
        {
            var reader = _free.TryTake(out var free) ? free : new SqliteReader(file, Terms);
            var answer = read(reader);
            _free.Add(reader);
            return answer;
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _room.Dispose();
    }
}
