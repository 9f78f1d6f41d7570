using Twin.City;
using Twin.City.Cases;
using Twin.City.Forecasts;
using Twin.City.Metrics;

namespace Twin.Silo.ReadModel;

/// <summary>The cases of one home and all that lies in it, in the order of their reports.</summary>
internal sealed class Shelf(HomeId home)
{
    /// <summary>Hours that the rhythm remembers: a day, the running hour, and one for zones of half hours.</summary>
    private const int HoursKept = 26;

    private static readonly Comparer<CaseEntry> ByReport = Comparer<CaseEntry>.Create(static (one, other) =>
        one.ReportedAt.CompareTo(other.ReportedAt) is not 0 and var order
            ? order
            : string.CompareOrdinal(one.Id.Value, other.Id.Value));

    private readonly List<CaseEntry> _cases = [];
    private readonly HashSet<CaseEntry> _open = [];
    private readonly HashSet<CaseEntry> _gone = [];
    private readonly int[] _byStage = new int[Enum.GetValues<CaseStage>().Length];
    private readonly (long Hour, long Reported, long Closed)[] _hours = new (long, long, long)[HoursKept];

    public HomeId Home => home;

    /// <summary>Facts of the feeds of this home and of all that lies in it.</summary>
    public long Facts { get; set; }

    public int Count => _cases.Count;

    /// <summary>Moment of the oldest report; null while there is none.</summary>
    public DateTimeOffset? First => _cases.Count == 0 ? null : _cases[0].ReportedAt;

    /// <summary>The open ones, in no order.</summary>
    public IReadOnlyCollection<CaseEntry> Open => _open;

    /// <summary>What metrics are counted from, as it is now; taken out under the gate, read outside of it.</summary>
    public CaseStory[] Stories()
    {
        var stories = new CaseStory[_cases.Count];
        for (var at = 0; at < stories.Length; at++)
        {
            stories[at] = _cases[at].Story;
        }

        return stories;
    }

    /// <summary>The same with those that lay here once.</summary>
    public CaseStory[] StoriesEver() => [.. Stories(), .. _gone.Select(entry => entry.Story)];

    /// <summary>It lay here and does no longer; a look at the past still finds it.</summary>
    public void NoteGone(CaseEntry entry) => _gone.Add(entry);

    public int CountOf(CaseStage stage) => _byStage[(int)stage];

    public void Add(CaseEntry entry)
    {
        // Reports nearly always come in order; an older record goes to its place.
        if (_cases.Count == 0 || ByReport.Compare(_cases[^1], entry) < 0)
        {
            _cases.Add(entry);
        }
        else
        {
            _cases.Insert(~_cases.BinarySearch(entry, ByReport), entry);
        }

        _gone.Remove(entry);
        _byStage[(int)entry.Stage]++;
        Note(entry);
    }

    public void Remove(CaseEntry entry, CaseStage counted)
    {
        _cases.RemoveAt(_cases.BinarySearch(entry, ByReport));
        _byStage[(int)counted]--;
        _open.Remove(entry);
    }

    /// <summary>An entry has another stage than it was counted in.</summary>
    public void Move(CaseEntry entry, CaseStage from)
    {
        _byStage[(int)from]--;
        _byStage[(int)entry.Stage]++;
        Note(entry);
    }

    /// <summary>Rows that fit, newest first, and how many fit on all pages.</summary>
    /// <param name="also">What else must be true of a row; null = nothing.</param>
    public (List<CaseEntry> Rows, long Total) Page(
        CaseStage? stage, DateTimeOffset? from, DateTimeOffset? to, int skip, int take,
        Func<CaseEntry, bool>? also = null)
    {
        var first = from is { } early ? FirstAt(early) : 0;
        var end = to is { } late ? FirstAt(late) : _cases.Count;
        var rows = new List<CaseEntry>(Math.Min(take, Math.Max(0, end - first)));
        if (also is not null)
        {
            return Chosen(first, end, entry => (stage is null || entry.Stage == stage) && also(entry), skip, take);
        }

        if (stage is not { } wanted)
        {
            for (var i = end - 1 - skip; i >= first && rows.Count < take; i--)
            {
                rows.Add(_cases[i]);
            }

            return (rows, Math.Max(0, end - first));
        }

        var all = from is null && to is null;
        long fits = 0;
        for (var i = end - 1; i >= first && !(all && rows.Count == take); i--)
        {
            if (_cases[i].Stage == wanted && fits++ >= skip && rows.Count < take)
            {
                rows.Add(_cases[i]);
            }
        }

        return (rows, all ? CountOf(wanted) : fits);
    }

    private (List<CaseEntry> Rows, long Total) Chosen(
        int first, int end, Func<CaseEntry, bool> which, int skip, int take)
    {
        var rows = new List<CaseEntry>();
        long fits = 0;
        for (var i = end - 1; i >= first; i--)
        {
            if (which(_cases[i]) && fits++ >= skip && rows.Count < take)
            {
                rows.Add(_cases[i]);
            }
        }

        return (rows, fits);
    }

    /// <summary>Those that were reported in a period, oldest first.</summary>
    public IEnumerable<CaseEntry> Between(DateTimeOffset? from, DateTimeOffset to)
    {
        var end = FirstAt(to);
        for (var at = from is { } early ? FirstAt(early) : 0; at < end; at++)
        {
            yield return _cases[at];
        }
    }

    public void NoteReported(DateTimeOffset at) => Hour(at).Reported++;

    public void NoteClosed(DateTimeOffset at) => Hour(at).Closed++;

    public (long Reported, long Closed) InHour(long hour)
    {
        var (kept, reported, closed) = _hours[(int)(hour % HoursKept)];
        return kept == hour ? (reported, closed) : (0, 0);
    }

    private int FirstAt(DateTimeOffset moment)
    {
        var (low, high) = (0, _cases.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _cases[middle].ReportedAt < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Note(CaseEntry entry)
    {
        if (entry.Stage.IsOpen())
        {
            _open.Add(entry);
        }
        else
        {
            _open.Remove(entry);
        }
    }

    // An hour older than what its place holds now is forgotten: it goes to a place that nobody reads.
    private ref (long Hour, long Reported, long Closed) Hour(DateTimeOffset at)
    {
        var hour = HourWeek.HourAt(at);
        ref var kept = ref _hours[(int)(hour % HoursKept)];
        if (kept.Hour < hour)
        {
            kept = (hour, 0, 0);
        }
        else if (kept.Hour > hour)
        {
            _forgotten = default;
            return ref _forgotten;
        }

        return ref kept;
    }

    private (long Hour, long Reported, long Closed) _forgotten;
}
