using Twin.Contracts;

namespace Twin.Simulation.People;

/// <summary>The cases that people know of, and what they last heard of each.</summary>
internal sealed class Desk
{
    private readonly List<KnownCase> _cases = [];

    public int Count => _cases.Count;

    public KnownCase this[int at] => _cases[at];

    public void Add(KnownCase known) => _cases.Add(known);

    /// <summary>Stages take turns, however few cases are in one.</summary>
    public KnownCase OfAnyStage(Random dice)
    {
        var byStage = _cases.GroupBy(known => known.Stage, StringComparer.Ordinal).ToList();
        var stage = byStage[dice.Next(byStage.Count)].ToList();
        return stage[dice.Next(stage.Count)];
    }

    /// <summary>A case of the same grid, so that it may be the same matter; null when nobody knows one.</summary>
    public string? Kin(Random dice, KnownCase known)
    {
        for (var back = 1 + dice.Next(6); back <= _cases.Count; back++)
        {
            var other = _cases[^back];
            if (other.Grid == known.Grid && other.Id != known.Id) return other.Id;
        }

        return null;
    }

    internal sealed class KnownCase(string id, int grid)
    {
        public string Id => id;

        public int Grid { get; set; } = grid;

        public string Stage { get; set; } = "Absent";

        /// <summary>What its reporter said, so that somebody else may say the same; null without a report.</summary>
        public ReportRequest? Said { get; init; }
    }
}
