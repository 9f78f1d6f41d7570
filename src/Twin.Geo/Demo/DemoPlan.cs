namespace Twin.Geo.Demo;

/// <summary>The measures of a demo city by size.</summary>
internal sealed record DemoPlan
{
    public required double RadiusMetres { get; init; }

    /// <summary>Usual distance of the arterial and major roads.</summary>
    public required double CellMetres { get; init; }

    /// <summary>How far fields, river and highways go on, so that no camera sees the end of them.</summary>
    public double CountryMetres => Math.Max(2.4 * RadiusMetres, 6_000);

    /// <summary>Superblocks inside the city; a few of them hold two communities.</summary>
    public required int Cells { get; init; }

    public required int Districts { get; init; }

    public required int Streets { get; init; }

    public required int Communities { get; init; }

    public required int Grids { get; init; }

    public required int Households { get; init; }

    public required double RiverMetres { get; init; }

    public static DemoPlan Of(DemoSize size) => size switch
    {
        DemoSize.Small => new DemoPlan
        {
            RadiusMetres = 1_400,
            CellMetres = 880,
            Cells = 8,
            Districts = 1,
            Streets = 3,
            Communities = 8,
            Grids = 40,
            Households = 20_000,
            RiverMetres = 120,
        },
        DemoSize.Zhuji => new DemoPlan
        {
            RadiusMetres = 3_250,
            CellMetres = 930,
            Cells = 37,
            Districts = 3,
            Streets = 9,
            Communities = 41,
            Grids = 237,
            Households = 184_000,
            RiverMetres = 170,
        },
        _ => throw new ArgumentException($"Found the size '{size}'; expected Small or Zhuji."),
    };
}
