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

    internal sealed class KnownCase(string id, int grid)
    {
        public string Id => id;

        public int Grid { get; set; } = grid;

        public string Stage { get; set; } = "Absent";
    }
}
