using System.Collections.Immutable;

namespace Twin.City.Ratings;

/// <summary>What grids said against their ratings.</summary>
public sealed record RatingBook(ImmutableArray<AppealRow> Rows)
{
    public static RatingBook Empty { get; } = new([]);

    public AppealRow? Find(HomeId grid, Quarter quarter) =>
        Rows.FirstOrDefault(row => row.Appealed.Grid == grid && row.Appealed.Quarter == quarter.ToString());

    /// <summary>Cases that do not count in a quarter.</summary>
    public ImmutableHashSet<CaseId> LeftOut(Quarter quarter) =>
    [
        .. Rows.Where(row => row.Upheld == true && row.Appealed.Quarter == quarter.ToString())
            .SelectMany(row => row.Appealed.Cases.Items),
    ];

    public RatingBook After(RatingEvent happened, string by) => happened switch
    {
        RatingEvent.RatingAppealed e => new(Rows.Add(new AppealRow(e, by))),
        RatingEvent.AppealSettled e => new(
            [.. Rows.Select(row => row.Appealed.Grid == e.Grid && row.Appealed.Quarter == e.Quarter
                ? row with { Upheld = e.Upheld }
                : row)]),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of RatingEvent."),
    };
}

/// <summary>One appeal.</summary>
/// <param name="By">The account that appealed: another one settles it.</param>
/// <param name="Upheld">Null = not settled yet.</param>
public sealed record AppealRow(RatingEvent.RatingAppealed Appealed, string By, bool? Upheld = null);
