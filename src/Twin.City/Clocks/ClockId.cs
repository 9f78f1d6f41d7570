using System.Collections.Frozen;
using System.Globalization;
using Twin.City.Tables;

namespace Twin.City.Clocks;

/// <summary>One run of one clock of a case: its name, a slash, the version of the fact that started it.</summary>
/// <remarks>Never reused: a clock that starts anew is another run. Each run fires at most once.</remarks>
public readonly record struct ClockId(string Value)
{
    private static readonly FrozenDictionary<string, ClockRow>.AlternateLookup<ReadOnlySpan<char>> Rows =
        CityTables.ClockOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Runs that the first facts of a case start: there are as many of them as open cases.</summary>
    private const int EarlyRuns = 16;

    private static readonly FrozenDictionary<string, string[]> Early = CityTables.ClockOf.Keys.ToFrozenDictionary(
        name => name, name => Enumerable.Range(1, EarlyRuns).Select(version => Text(name, version)).ToArray(),
        StringComparer.Ordinal);

    private int Slash => Value.LastIndexOf('/');

    /// <summary>The name as facts have it, such as <c>T5</c> or <c>Step.cordon</c>.</summary>
    public string Name => Value[..Slash];

    /// <summary>The name of its row in clocks.csv.</summary>
    public string Row
    {
        get
        {
            var name = Value.AsSpan(0, Slash);
            var row = name.IndexOf('.') is > 0 and var dot ? name[..dot] : name;
            return Rows.TryGetValue(row, out var known) ? known.Name : row.ToString();
        }
    }

    /// <summary>T5: its due time is the case's own, which boards and lists show.</summary>
    public bool IsHandling => IsNamed("T5");

    /// <summary>The obligation whose clock it is, as in <c>WhistleAccept.24</c>; null for one of the case.</summary>
    public ObligationId? Obligation
    {
        get
        {
            var name = Value.AsSpan(0, Slash);
            var dot = name.IndexOf('.');
            if (dot < 0 || dot + 1 == name.Length || !char.IsAsciiDigit(name[dot + 1])) return null;
            var own = name[(dot + 1)..];
            var last = own.LastIndexOf('.');
            var isMoment = last >= 0 && !char.IsAsciiDigit(own[last + 1]);
            return new ObligationId((isMoment ? own[..last] : own).ToString());
        }
    }

    /// <summary>Asked for each clock with each fact, so it makes no text of its own.</summary>
    public bool IsNamed(string name) => Value.AsSpan(0, Slash).SequenceEqual(name);

    /// <summary>Version of the fact that started it.</summary>
    public long StartedBy => long.Parse(Value.AsSpan(Slash + 1), CultureInfo.InvariantCulture);

    public static ClockId Of(string name, long startedBy) =>
        new(startedBy is > 0 and <= EarlyRuns && Early.TryGetValue(name, out var runs)
            ? runs[startedBy - 1]
            : Text(name, startedBy));

    /// <summary>Reads what somebody sent; null when it is no clock's identity.</summary>
    public static ClockId? TryParse(string? text)
    {
        var slash = text?.LastIndexOf('/') ?? -1;
        return slash > 0 && long.TryParse(
            text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new ClockId(text!)
            : null;
    }

    public override string ToString() => Value;

    private static string Text(string name, long startedBy) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{startedBy}");
}
