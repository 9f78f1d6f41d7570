using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Hashes of all streams that have a fact, so that a new stream is known as new without asking.</summary>
/// <remarks>
/// A new case is read when its grain wakes and looked up by its commit; both would be a way to the server for nothing.
/// A hash that is there may be another stream's: then the server is asked. Until all streams were read in, and for
/// good when there are more than the bound, the server is asked each time.
/// </remarks>
internal sealed class KnownStreams(int most)
{
    private const int Parts = 16;

    private readonly HashSet<long>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new HashSet<long>())];
    private volatile bool _isComplete;
    private volatile bool _isFull;

    /// <summary>False only when the stream surely has no fact.</summary>
    public bool MayHave(string stream)
    {
        if (!_isComplete || _isFull)
        {
            return true;
        }

        var hash = CommandSet.HashOf(stream);
        var part = _parts[(int)(hash & (Parts - 1))];
        lock (part)
        {
            return part.Contains(hash);
        }
    }

    public void Add(string stream)
    {
        var hash = CommandSet.HashOf(stream);
        var part = _parts[(int)(hash & (Parts - 1))];
        lock (part)
        {
            _isFull |= part.Count >= most / Parts;
            if (!_isFull)
            {
                part.Add(hash);
            }
        }
    }

    /// <summary>Takes in what the index has; from then on a hash that is not there is news.</summary>
    public void Complete(IEnumerable<string> streams)
    {
        foreach (var stream in streams)
        {
            Add(stream);
        }

        _isComplete = true;
    }
}
