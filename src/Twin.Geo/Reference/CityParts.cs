using System.Collections.Immutable;

namespace Twin.Geo.Reference;

/// <summary>What a reference city is made of, before the lookups are built.</summary>
public sealed record CityParts
{
    public required string Name { get; init; }

    /// <summary>IANA zone, such as Asia/Shanghai.</summary>
    public required string Zone { get; init; }

    public bool Demo { get; init; }

    /// <summary>Parents come before their children; the first one is the city.</summary>
    public required ImmutableArray<ReferenceArea> Areas { get; init; }

    public required ImmutableArray<ReferenceGrid> Grids { get; init; }

    public ImmutableArray<ReferenceBuilding> Buildings { get; init; } = [];

    public AddressBook Addresses { get; init; } = AddressBook.None;

    public ImmutableArray<ReferenceSite> Sites { get; init; } = [];

    public ImmutableArray<ReferencePost> Posts { get; init; } = [];

    public ImmutableArray<GroundFeature> Ground { get; init; } = [];

    /// <summary>The box around grids and buildings, else around the areas.</summary>
    public Box Bounds()
    {
        var box = Grids.Aggregate(Box.Nothing, (sum, grid) => sum.With(grid.Outline.Bounds));
        box = Buildings.Aggregate(box, (sum, building) => sum.With(building.Footprint.Bounds));
        return box.IsNothing
            ? Areas.Aggregate(Box.Nothing, (sum, area) =>
                area.Outline is null ? sum.With(area.Centre) : sum.With(area.Outline.Bounds))
            : box;
    }
}
