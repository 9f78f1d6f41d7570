using Twin.Geo.Demo.Ground;
using Twin.Geo.Demo.Wards;

namespace Twin.Geo.Demo.Buildings;

/// <summary>Gives every block its use and fills it.</summary>
internal sealed class Lots
{
    private readonly DemoPlan plan;
    private readonly Terrain terrain;
    private readonly Mesh mesh;
    private readonly int seed;
    private readonly Dictionary<Block, Vec[]> land = [];

    public Lots(DemoPlan plan, Terrain terrain, Mesh mesh, Parcels parcels, WardPlan wards, int seed)
    {
        (this.plan, this.terrain, this.mesh, this.seed) = (plan, terrain, mesh, seed);
        var chance = Chance.For(seed, 40);
        foreach (var block in parcels.Grids.SelectMany(grid => grid.Blocks))
        {
            block.Use = LandUse.OfBlock(block.Grid.Use, chance);
            if (Inset.Of(mesh.Shape(block.Tract), Kerbs(block.Tract)) is { } kerbs)
            {
                land.Add(block, kerbs);
            }
        }

        GivePlaces(parcels, wards);
        foreach (var (block, kerbs) in land)
        {
            if (Inset.Of(kerbs, SetbackMetres(block.Use)) is { } buildable && Ring.Surface(buildable) > 250)
            {
                var chances = Chance.For(seed, 1_000 + block.Tract);
                All.Add(new Lot(block, kerbs, buildable, terrain.Pull(Ring.Centroid(kerbs)), chances));
            }
        }
    }

    public List<Lot> All { get; } = [];

    /// <summary>Builds on every lot; lots are apart, so their order does not matter.</summary>
    public void Fill()
    {
        var hasStadium = plan.Cells >= 12;
        var greatPark = All.Where(lot => lot.Block.Use == Use.Park).MaxBy(lot => lot.Surface);
        Parallel.ForEach(All, lot => Fill(lot, hasStadium && lot == greatPark));
    }

    private static void Fill(Lot lot, bool isStadium)
    {
        switch (lot.Block.Use)
        {
            case Use.Core: Centre.Core(lot); break;
            case Use.Office: Centre.Offices(lot); break;
            case Use.Mall when Centre.Mall(lot): break;
            case Use.Mall: Centre.Plaza(lot); break;
            case Use.Towers: Dwellings.Towers(lot); break;
            case Use.Slabs: Dwellings.Slabs(lot, 9, 13 + (int)(lot.Pull * 10)); break;
            case Use.OldSlabs: Dwellings.Slabs(lot, 5, 7); break;
            case Use.OldTown: Dwellings.OldTown(lot); break;
            case Use.Village: Dwellings.Village(lot); break;
            case Use.Villas: Dwellings.Villas(lot); break;
            case Use.Works: Places.Works(lot); break;
            case Use.School: Places.School(lot); break;
            case Use.Hospital: Places.Hospital(lot); break;
            case Use.Market: Places.Market(lot); break;
            case Use.Civic: Places.Civic(lot); break;
            case Use.NursingHome: Places.NursingHome(lot); break;
            case Use.Station: Places.Station(lot); break;
            default: Places.Park(lot, isStadium); break;
        }
    }

    private double[] Kerbs(int tract)
    {
        var loop = mesh.Loop(tract);
        return [.. loop.Select((point, i) => mesh.EdgeOf(point, loop[(i + 1) % loop.Count]).HalfMetres)];
    }

    private static double SetbackMetres(Use use) => use switch
    {
        Use.OldTown => 0.8,
        Use.Village => 1.5,
        Use.Core or Use.Mall => 3,
        Use.Works => 7,
        Use.Park => 8,
        _ => 4,
    };

    // One school a community, one hospital and one home for the old a street, one town hall a district, one station.
    private void GivePlaces(Parcels parcels, WardPlan wards)
    {
        var blocks = parcels.Grids.SelectMany(grid => grid.Blocks).Where(land.ContainsKey).ToList();
        int Street(Block block) => wards.StreetOf[block.Grid.Community];
        for (var community = 0; community < plan.Communities; community++)
        {
            var own = blocks.Where(block => block.Grid.Community == community).ToList();
            Give(own, Use.School, 15_000);
            if (community % 2 == 0)
            {
                Give(own, Use.Market, 8_500);
            }
        }

        for (var street = 0; street < plan.Streets; street++)
        {
            var own = blocks.Where(block => Street(block) == street).ToList();
            Give(own, Use.Hospital, 14_000);
            Give(own, Use.NursingHome, 6_500);
            Give(own, Use.Park, 24_000);
            Give(own, Use.Park, 14_000);
        }

        for (var district = 0; district < plan.Districts; district++)
        {
            Give(
                [
                    .. blocks.Where(block => wards.DistrictOf[Street(block)] == district)
                        .OrderByDescending(block => terrain.Pull(Ring.Centroid(land[block]))).Skip(3).Take(24),
                ],
                Use.Civic, 12_000);
        }

        Give(
            [
                .. blocks.Where(block => Ring.Centroid(land[block]).Length is var metres
                    && metres > 0.5 * plan.RadiusMetres && metres < 0.85 * plan.RadiusMetres),
            ],
            Use.Station, 20_000);
    }

    private void Give(List<Block> blocks, Use use, double squareMetres)
    {
        var block = blocks
            .Where(block => block.Use is Use.Slabs or Use.OldSlabs or Use.Towers or Use.Village or Use.Villas
                or Use.Office or Use.OldTown or Use.Works or Use.Core)
            .OrderBy(block => block.Use is Use.Works or Use.Core && use != Use.Civic ? 1 : 0)
            .ThenBy(block => Math.Abs(Math.Log(Ring.Surface(land[block]) / squareMetres)))
            .FirstOrDefault();
        if (block is not null)
        {
            block.Use = use;
        }
    }
}
