namespace Twin.EventLog.Commits;

/// <summary>Ends of streams in two generations: what is not used during a whole generation leaves.</summary>
/// <remarks>No sorting and no clock, so a full cache never holds up a commit.</remarks>
internal sealed class StreamCache(int most)
{
    private Dictionary<string, StreamHead> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, StreamHead> _older = new(StringComparer.Ordinal);

    public StreamHead Get(string stream, Func<string, StreamHead> load)
    {
        if (_recent.TryGetValue(stream, out var head))
        {
            return head;
        }

        if (!_older.Remove(stream, out head))
        {
            head = load(stream);
        }

        _recent[stream] = head;
        return head;
    }

    public bool Has(string stream) => _recent.ContainsKey(stream) || _older.ContainsKey(stream);

    public void Put(string stream, StreamHead head) => _recent[stream] = head;

    /// <summary>Only between two plans: within one, a head that was moved must be found again.</summary>
    public void Trim()
    {
        if (_recent.Count > most / 2)
        {
            _older = _recent;
            _recent = new Dictionary<string, StreamHead>(StringComparer.Ordinal);
        }
    }
}
