namespace Twin.City.Boards;

/// <summary>How many waiting due times have passed at a minute, without walking through all cases.</summary>
internal sealed class DueMinutes
{
    private readonly SortedDictionary<long, int> _countByMinute = [];
    private long _lookMinute;
    private long _lookPassed;

    public void Add(DateTimeOffset dueAt) => Change(CanonicalMinute.OverdueFrom(dueAt), 1);

    public void Remove(DateTimeOffset dueAt) => Change(CanonicalMinute.OverdueFrom(dueAt), -1);

    public long PassedAt(long minute)
    {
        if (minute != _lookMinute)
        {
            _lookPassed = 0;
            foreach (var (from, count) in _countByMinute)
            {
                if (from > minute) break;
                _lookPassed += count;
            }
            _lookMinute = minute;
        }
        return _lookPassed;
    }

    private void Change(long from, int by)
    {
        var count = _countByMinute.GetValueOrDefault(from) + by;
        if (count == 0) _countByMinute.Remove(from);
        else _countByMinute[from] = count;
        if (from <= _lookMinute) _lookPassed += by;
    }
}
