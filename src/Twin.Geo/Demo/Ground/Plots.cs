namespace Twin.Geo.Demo.Ground;

/// <summary>A grid of the demo city while it is made.</summary>
internal sealed class GridPlot(int number, int community, int tract)
{
    public int Number { get; } = number;

    public int Community { get; } = community;

    public int Tract { get; } = tract;

    public Use Use { get; set; }

    /// <summary>All tracts: blocks and strips by the water.</summary>
    public List<int> Tracts { get; } = [];

    public List<Block> Blocks { get; } = [];

    /// <summary>Reaches the water: low ground.</summary>
    public bool Low { get; set; }
}

/// <summary>A block between roads.</summary>
internal sealed class Block(int tract, GridPlot grid, Use use)
{
    public int Tract { get; } = tract;

    public GridPlot Grid { get; } = grid;

    public Use Use { get; set; } = use;
}
