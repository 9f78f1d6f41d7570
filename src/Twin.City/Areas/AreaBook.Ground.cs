using System.Collections.Immutable;
using Twin.Geo;

namespace Twin.City.Areas;

/// <content>
/// Which grid holds a place. The index of the first import stays: each of its patches of ground has one claim, its
/// grid's. A split replaces the claim by those of the parts, of which the last takes what no other does; a merge gives
/// all patches to one grid. So a place on a cut or a shared edge still falls in exactly one grid, and nothing is
/// indexed anew.
/// </content>
public sealed partial record AreaBook
{
    /// <summary>Claims that differ from the first import's. Empty = nobody's.</summary>
    private ImmutableDictionary<int, ImmutableArray<Claim>> Claims { get; init; } =
        ImmutableDictionary<int, ImmutableArray<Claim>>.Empty;

    /// <summary>Patches of grids that were drawn later; their numbers follow the index.</summary>
    private ImmutableArray<Outline> LaterGrounds { get; init; } = [];

    /// <summary>The live grid of a place; null outside every grid.</summary>
    public HomeId? GridAt(LngLat at)
    {
        var first = City.Index.FindIndex(at.Lng, at.Lat);
        if (first >= 0)
        {
            if (!Claims.TryGetValue(first, out var claims))
            {
                return new HomeId(City.Grids[first].Id);
            }

            if (!claims.IsEmpty)
            {
                return Pick(claims, at);
            }
        }

        for (var later = 0; later < LaterGrounds.Length; later++)
        {
            if (Claims[City.Grids.Length + later] is { IsEmpty: false } claims && LaterGrounds[later].Contains(at))
            {
                return Pick(claims, at);
            }
        }

        return null;
    }

    /// <summary>The live grid of a place, else the lowest live area that is known to hold it.</summary>
    public HomeId HomeOf(LngLat at) => GridAt(at) ?? LowestArea(at);

    private HomeId LowestArea(LngLat at)
    {
        if (Changed.IsEmpty)
        {
            return new HomeId(City.LowestKnownArea(at));
        }

        var best = Root;
        foreach (var id in _start.LowestFirst.Concat(Added))
        {
            if (this[id] is { IsLive: true, Level: { } level, Outline: { } outline } && level > this[best].Level
                && outline.Contains(at))
            {
                best = id;
            }
        }

        return best;
    }

    /// <summary>The ground that a grid holds, for who draws next to it.</summary>
    private IEnumerable<int> GroundsOf(HomeId grid)
    {
        if (_start.Grounds.TryGetValue(grid, out var own) && !Claims.ContainsKey(own))
        {
            yield return own;
        }

        foreach (var (ground, claims) in Claims)
        {
            if (claims.Any(claim => claim.Home == grid))
            {
                yield return ground;
            }
        }
    }

    private AreaBook Reclaim(HomeId grid, Func<Outline?, ImmutableArray<Claim>> by)
    {
        var claims = Claims;
        foreach (var ground in GroundsOf(grid).ToArray())
        {
            var old = claims.TryGetValue(ground, out var known) ? known : [new Claim(grid, GroundOutline(ground))];
            claims = claims.SetItem(ground, [.. old.SelectMany(claim =>
                claim.Home == grid ? by(claim.Outline) : [claim])]);
        }

        return this with { Claims = claims };
    }

    private AreaBook ClaimAnew(HomeId grid, Outline outline) => this with
    {
        LaterGrounds = LaterGrounds.Add(outline),
        Claims = Claims.SetItem(City.Grids.Length + LaterGrounds.Length, [new Claim(grid, outline)]),
    };

    private Outline GroundOutline(int ground) => ground < City.Grids.Length
        ? City.Grids[ground].Outline
        : LaterGrounds[ground - City.Grids.Length];

    private static HomeId Pick(ImmutableArray<Claim> claims, LngLat at)
    {
        for (var i = 0; i < claims.Length - 1; i++)
        {
            if (claims[i].Outline is { } outline && outline.Contains(at))
            {
                return claims[i].Home;
            }
        }

        return claims[^1].Home;
    }

    /// <summary>A grid's part of one patch of ground; the outline says which, where others claim it too.</summary>
    private readonly record struct Claim(HomeId Home, Outline? Outline);
}
