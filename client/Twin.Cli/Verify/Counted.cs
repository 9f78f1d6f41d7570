namespace Twin.Cli.Verify;

/// <summary>A case as plain SQL finds it.</summary>
/// <param name="Heap">Unassigned, Awaiting, Handling, Checking, Closed or Voided; Gone when turned down, merged or
/// referred out.</param>
/// <param name="Due">Limit in force, or the one it was handled under.</param>
/// <param name="Handled">When it was handled; null before.</param>
internal sealed record CountedCase(
    string FirstHome, string LastHome, string Heap, string Severity, DateTimeOffset? Due, DateTimeOffset? Handled,
    bool OnSpot, bool DefaultPlace, bool Drill);

/// <summary>The own figures of one home, counted case by case.</summary>
internal sealed class Counted
{
    private readonly Dictionary<string, long> _heaps = [];
    private readonly Dictionary<string, long> _severities = [];
    private readonly List<DateTimeOffset> _awaited = [];
    private long _onTime;
    private long _late;

    public long Reported { get; set; }

    public long OnSpot { get; set; }

    public long DefaultPlace { get; set; }

    public long Drill { get; set; }

    public long Facts { get; set; }

    public long Position { get; set; }

    public void Add(CountedCase one)
    {
        _heaps[one.Heap] = _heaps.GetValueOrDefault(one.Heap) + 1;
        if (one.Heap == "Closed")
        {
            _onTime += one.Handled is { } met && one.Due >= met ? 1 : 0;
            _late += one.Handled is { } missed && one.Due < missed ? 1 : 0;
        }
        else if (one.Heap is not ("Voided" or "Gone"))
        {
            _severities[one.Severity] = _severities.GetValueOrDefault(one.Severity) + 1;
            if (one is { Due: { } due, Handled: null })
            {
                _awaited.Add(due);
            }
        }
    }

    /// <summary>In the order of the figures' names.</summary>
    public long[] At(long minute, long heat)
    {
        var (unassigned, awaiting, handling) = (Heap("Unassigned"), Heap("Awaiting"), Heap("Handling"));
        var (checking, closed) = (Heap("Checking"), Heap("Closed"));
        var now = DateTimeOffset.UnixEpoch.AddMinutes(minute);
        return
        [
            Reported, unassigned + awaiting + handling + checking, unassigned, awaiting, handling, checking, closed,
            _onTime, _late, closed - _onTime - _late, Heap("Voided"), Severity("S1"), Severity("S2"), Severity("S3"),
            Severity("S4"), Severity("Unset"), _awaited.Count(due => WholeMinute(due) < now), OnSpot, DefaultPlace,
            Drill, heat, Facts, Position,
        ];
    }

    /// <summary>A limit counts as passed from the first whole minute after its own.</summary>
    private static DateTimeOffset WholeMinute(DateTimeOffset due) =>
        new(due.UtcTicks - (due.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private long Heap(string name) => _heaps.GetValueOrDefault(name);

    private long Severity(string name) => _severities.GetValueOrDefault(name);
}
