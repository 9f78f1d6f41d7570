namespace Twin.Geo.Demo.Ground;

/// <summary>What goes where: towers in the middle, works in their quarter, low houses at the edge.</summary>
internal static class LandUse
{
    public static Use OfGrid(Terrain terrain, Vec at, Chance chance)
    {
        if (terrain.IsWorks(at))
        {
            return chance.In(0.82) ? Use.Works : Use.OldSlabs;
        }

        if ((at - terrain.OldTown).Length < terrain.OldTownMetres)
        {
            return Use.OldTown;
        }

        var pull = terrain.Pull(at) + chance.Between(-0.06, 0.06);
        return pull switch
        {
            > 0.66 => Use.Core,
            > 0.40 => chance.Of(Use.Towers, Use.Towers, Use.Slabs),
            > 0.20 => chance.Of(Use.Towers, Use.Slabs, Use.Slabs, Use.OldSlabs),
            > 0.07 => chance.Of(Use.Slabs, Use.Slabs, Use.Slabs, Use.OldSlabs, Use.OldSlabs, Use.Towers, Use.Villas),
            _ => chance.Of(Use.Slabs, Use.Slabs, Use.OldSlabs, Use.OldSlabs, Use.Towers, Use.Village, Use.Villas),
        };
    }

    /// <summary>What a block becomes in a grid of this use; most keep it.</summary>
    public static Use OfBlock(Use grid, Chance chance) => grid switch
    {
        Use.Core => chance.Of(Use.Core, Use.Core, Use.Core, Use.Core, Use.Core, Use.Office, Use.Office, Use.Mall),
        Use.Towers => chance.Of(Use.Towers, Use.Towers, Use.Towers, Use.Slabs, Use.Office),
        Use.Slabs => chance.Of(Use.Slabs, Use.Slabs, Use.Slabs, Use.Slabs, Use.Towers, Use.OldSlabs),
        Use.OldSlabs => chance.Of(Use.OldSlabs, Use.OldSlabs, Use.OldSlabs, Use.OldSlabs, Use.OldSlabs, Use.Slabs),
        Use.Village => chance.Of(Use.Village, Use.Village, Use.Village, Use.Slabs, Use.OldSlabs),
        Use.Villas => chance.Of(Use.Villas, Use.Villas, Use.Villas, Use.Slabs),
        Use.Works => chance.Of(Use.Works, Use.Works, Use.Works, Use.Works, Use.Works, Use.OldSlabs),
        _ => grid,
    };

    /// <summary>How large the blocks of a grid should be.</summary>
    public static double BlockSquareMetres(Use use) => use switch
    {
        Use.Core => 10_500,
        Use.OldTown => 9_000,
        Use.Village => 12_000,
        Use.OldSlabs => 17_000,
        Use.Villas => 20_000,
        Use.Works => 36_000,
        Use.Park => double.PositiveInfinity,
        _ => 22_000,
    };
}
