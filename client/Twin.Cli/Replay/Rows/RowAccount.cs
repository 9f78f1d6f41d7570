using System.Text.Json.Nodes;
using Twin.Cli.Terminal;

namespace Twin.Cli.Replay.Rows;

/// <summary>How the source's own verdict on lateness compares with the row's times.</summary>
public enum SourceVerdict { None, Agrees, Empty, Differs }

/// <summary>Where every row of a file went: the sum of the parts is the number of rows.</summary>
public sealed class RowAccount
{
    private readonly List<OddRow> _odd = [];
    private readonly Dictionary<(Lateness, SourceVerdict), long> _judged = [];

    public long Rows { get; private set; }

    /// <summary>Rows that can be sent.</summary>
    public long Usable { get; private set; }

    /// <summary>Rows that cannot; each is named in <see cref="Named"/>.</summary>
    public long NotUsable { get; private set; }

    public long DefaultPlaces { get; private set; }

    public long Closed => Usable - Of(Lateness.Open);

    public long Open => Of(Lateness.Open);

    public long OnTime => Of(Lateness.ByTarget) + Of(Lateness.NoTarget);

    public long Late => Of(Lateness.Late);

    /// <summary>Every odd thing about a row; one row may have several.</summary>
    public IReadOnlyList<OddRow> Named => _odd;

    public long Of(Lateness lateness) => _judged.Where(part => part.Key.Item1 == lateness).Sum(part => part.Value);

    public long Of(Lateness lateness, SourceVerdict verdict) => _judged.GetValueOrDefault((lateness, verdict));

    public long Of(Oddity what) => _odd.Count(row => row.What == what);

    internal void Begin() => Rows++;

    internal void Add(ReplayRow row, SourceVerdict verdict)
    {
        Usable++;
        DefaultPlaces += row.DefaultPlace ? 1 : 0;
        var key = (row.Lateness, verdict);
        _judged[key] = _judged.GetValueOrDefault(key) + 1;
    }

    internal void Odd(Oddity what, string id, long line, string found) => _odd.Add(new OddRow(what, id, line, found));

    internal void Unusable(Oddity what, string id, long line, string found)
    {
        NotUsable++;
        Odd(what, id, line, found);
    }

    /// <summary>Figures for the last line, names for the file; a sum that does not add up is a fault.</summary>
    public void Tell(Outcome outcome)
    {
        outcome.Add("rows", Rows).Add("usable", Usable).Add("notUsable", NotUsable)
            .Add("closed", Closed).Add("open", Open)
            .Add("onTime", OnTime).Add("byTarget", Of(Lateness.ByTarget)).Add("noTarget", Of(Lateness.NoTarget))
            .Add("late", Late).Add("lateFlagged", Of(Lateness.Late, SourceVerdict.Agrees))
            .Add("lateEmptyFlag", Of(Lateness.Late, SourceVerdict.Empty))
            .Add("defaultPlace", DefaultPlaces);
        var odd = new JsonObject();
        foreach (var kind in _odd.GroupBy(row => row.What).OrderBy(kind => kind.Key))
        {
            var word = char.ToLowerInvariant(kind.Key.ToString()[0]) + kind.Key.ToString()[1..];
            outcome.Add(word, kind.Count());
            odd[word] = new JsonArray([.. kind.Select(row => new JsonObject
            {
                ["id"] = row.Id, ["line"] = row.Line, ["found"] = row.Found,
            })]);
        }

        outcome.AddToFile("odd", odd).MustBe("rows = usable + notUsable", Rows, Usable + NotUsable)
            .MustBe("usable = closed + open", Usable, Closed + Open)
            .MustBe("closed = onTime + late", Closed, OnTime + Late);
    }

    /// <summary>The odd rows by name, a few to a line.</summary>
    public void Print(TextWriter output)
    {
        foreach (var kind in _odd.GroupBy(row => row.What).OrderBy(kind => kind.Key))
        {
            output.WriteLine($"{kind.Key} ({kind.Count()}):");
            foreach (var line in kind.Select(row => row.Id.Length > 0 ? row.Id : $"line {row.Line}").Chunk(8))
            {
                output.WriteLine($"  {string.Join(", ", line)}");
            }
        }
    }
}
