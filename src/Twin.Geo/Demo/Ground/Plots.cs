namespace Twin.Geo.Demo.Ground;

/// <summary>A grid of the demo city while it is made.</summary>
internal sealed class GridPlot(int number, int community, int face)
{
    public int Number { get; } = number;

    public int Community { get; } = community;

    public int Face { get; } = face;

    public Use Use { get; set; }

    /// <summary>All faces: blocks and strips by the water.</summary>
    public List<int> Faces { get; } = [];

    public List<Block> Blocks { get; } = [];

    /// <summary>Reaches the water: low ground.</summary>
    public bool Low { get; set; }
}

/// <summary>A block between roads.</summary>
internal sealed class Block(int face, GridPlot grid, Use use)
{
    public int Face { get; } = face;

    public GridPlot Grid { get; } = grid;

    public Use Use { get; set; } = use;
}
