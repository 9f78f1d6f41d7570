using System.Collections.Immutable;

namespace Twin.City.Points;

/// <summary>One card: what was earned, in lots that end after two years, and what was spent of them.</summary>
public sealed record PointsCard(
    CardKind? Kind, HomeId Home, ImmutableArray<PointsLot> Lots, ImmutableArray<PointsLine> Lines)
{
    /// <summary>Two years after they were earned points are over.</summary>
    public const int MonthsKept = 24;

    /// <summary>Older lines are in the log.</summary>
    private const int LinesMost = 200;

    public static PointsCard None { get; } = new(null, default, [], []);

    /// <summary>What can be spent now.</summary>
    public int BalanceAt(DateTimeOffset now)
    {
        var sum = 0;
        foreach (var lot in Lots)
        {
            if (!lot.IsOver(now)) sum += lot.Left;
        }

        return sum;
    }

    /// <summary>Points that were earned on the same day of the city.</summary>
    public int EarnedOn(DateOnly day, TimeZoneInfo zone) => Lines
        .Where(line => line.Points > 0 && DayOf(line.At, zone) == day).Sum(line => line.Points);

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    public PointsCard After(PointsEvent happened, DateTimeOffset at) => happened switch
    {
        PointsEvent.CardOpened e => this with { Kind = e.Card, Home = e.Home },
        PointsEvent.Earned e => this with
        {
            Lots = Lots.RemoveAll(lot => lot.IsOver(at)).Add(new PointsLot(at, e.Points)),
            Lines = Line(new PointsLine(at, e.Points, e.Service.ToString(), null)),
        },
        PointsEvent.Redeemed e => this with
        {
            Lots = Spent(e.Points, at),
            Lines = Line(new PointsLine(at, -e.Points, "Redeemed", e.Site)),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of PointsEvent."),
    };

    private ImmutableArray<PointsLine> Line(PointsLine line) => [.. Lines.TakeLast(LinesMost - 1), line];

    /// <summary>The oldest ones first: they would be over first.</summary>
    private ImmutableArray<PointsLot> Spent(int points, DateTimeOffset at)
    {
        var lots = ImmutableArray.CreateBuilder<PointsLot>();
        foreach (var lot in Lots.Where(lot => !lot.IsOver(at)))
        {
            var taken = Math.Min(points, lot.Left);
            points -= taken;
            if (taken < lot.Left) lots.Add(lot with { Left = lot.Left - taken });
        }

        return lots.ToImmutable();
    }
}

/// <summary>Points that were earned at one moment, as far as they are left.</summary>
public readonly record struct PointsLot(DateTimeOffset EarnedAt, int Left)
{
    public bool IsOver(DateTimeOffset now) => now >= EarnedAt.AddMonths(PointsCard.MonthsKept);
}

/// <summary>One line as its holder reads it.</summary>
public sealed record PointsLine(DateTimeOffset At, int Points, string Why, KeySiteId? Site);
