using Twin.EventLog;

namespace Twin.Cli.Verify;

/// <summary>The second count: plain SQL over the log's views and small sums; it shares no code with the fold.</summary>
internal sealed class CountedBoards
{
    /// <summary>Weights of S1 … S4 and of an unset severity, in hundredths, as severities.csv has them.</summary>
    private static readonly Dictionary<string, long> Weights = new()
    {
        ["S1"] = 400,
        ["S2"] = 200,
        ["S3"] = 150,
        ["S4"] = 100,
        ["Unset"] = 100,
    };

    /// <summary>What is left of heat after a minute: six hours to a third.</summary>
    private const double KeptPerMinute = 0.997226;

    /// <summary>Stands in where a source gives no households.</summary>
    private const long HouseholdsUnknown = 300;

    /// <summary>At most one millionth a minute, and each keeps its part: 1 / (1 - 0.997226) = 361 in all.</summary>
    private const long DroppedMicrosMax = 400;

    private readonly HomeTree _tree;
    private readonly Dictionary<string, Counted> _own;
    private readonly Dictionary<string, List<(long Minute, double Micros)>> _heat = [];

    private CountedBoards(HomeTree tree)
    {
        _tree = tree;
        _own = tree.Homes.ToDictionary(home => home, _ => new Counted());
    }

    /// <summary>Counts the log at a place up to a position.</summary>
    public static CountedBoards Count(string place, HomeTree tree, long position)
    {
        using var log = LogPlaces.Sql(place);
        log.Open();
        var counted = new CountedBoards(tree);
        CaseSql.RefuseUnknownKinds(log, position);
        foreach (var counts in CaseSql.Feeds(log, position))
        {
            var own = counted.Own(counts.Home);
            (own.Facts, own.Position) = (counts.Facts, counts.Last);
        }

        foreach (var one in CaseSql.Cases(log, position))
        {
            counted.Add(one);
        }

        foreach (var (home, minute, severity) in CaseSql.Warm(log, position))
        {
            counted.Warm(home, minute, severity);
        }

        return counted;
    }

    /// <summary>The figures of all homes at the minutes of the live answer.</summary>
    public IReadOnlyDictionary<string, long[]> At(LiveBoards live)
    {
        var sums = _tree.Homes.ToDictionary(home => home, _ => new long[Figures.Names.Length]);
        foreach (var home in _tree.Homes)
        {
            var own = _own[home].At(live.Homes[home].Minute, HeatAt(home, live.Homes[home].Minute));
            for (var above = home; above is not null; above = _tree.ParentOf(above))
            {
                for (var i = 0; i < own.Length; i++)
                {
                    var isPosition = i == own.Length - 1;
                    sums[above][i] = isPosition ? Math.Max(sums[above][i], own[i]) : sums[above][i] + own[i];
                }
            }
        }

        return sums;
    }

    /// <summary>The city drops the rest of each minute's division, this much in all for a warm home.</summary>
    public long HeatTolerance(string home) =>
        (_heat.ContainsKey(home) ? DroppedMicrosMax : 0) + _tree.ChildrenOf(home).Sum(HeatTolerance);

    private void Add(CountedCase one)
    {
        var first = Own(one.FirstHome);
        first.Reported++;
        first.OnSpot += one.OnSpot ? 1 : 0;
        first.DefaultPlace += one.DefaultPlace ? 1 : 0;
        first.Drill += one.Drill ? 1 : 0;
        Own(one.LastHome).Add(one);
    }

    private void Warm(string home, long minute, string severity)
    {
        var households = _tree.HouseholdsOf(home) is > 0 and var known ? known : HouseholdsUnknown;
        if (!_heat.TryGetValue(home, out var added))
        {
            _heat[home] = added = [];
        }

        added.Add((minute, Math.Floor(Weights[severity] * 1_000_000.0 / households)));
    }

    private long HeatAt(string home, long minute) => _heat.TryGetValue(home, out var added)
        ? (long)added.Sum(one => one.Micros * Math.Pow(KeptPerMinute, Math.Max(0, minute - one.Minute)))
        : 0;

    private Counted Own(string home) => _own.TryGetValue(home, out var own) ? own : throw new InvalidDataException(
        $"The log names home '{home}', which the server does not know. Is --log the server's own?");
}
