using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Points;

/// <summary>What service earns and what can be spent; the figures of domain 3.10.</summary>
public static class PointsDecisions
{
    /// <summary>Who opens cards and writes down service: those who saw it, in their own area.</summary>
    public static readonly ImmutableArray<string> Keepers = ["GridHead", "CommunitySecretary", "Worker"];

    /// <summary>A day earns no more than this (DEF).</summary>
    public const int DayMost = 20;

    /// <summary>One line of service: nobody volunteers for more hours of one day.</summary>
    public const int CountMost = 12;

    private static readonly Refusal Unknown = new("CardUnknown", "没有这张积分卡。", "There is no such card.");

    private static readonly Refusal Open = new("CardOpen", "这张积分卡已开通。", "The card is open already.");

    private static readonly Refusal DayFull = new(
        "DayFull", "当日积分已达上限。", "The points of this day have reached their limit.");

    private static readonly Refusal TooFew = new("PointsTooFew", "可用积分不足。", "There are not enough points.");

    public static int ValueOf(ServiceKind service) => service switch
    {
        ServiceKind.HazardReport => 2,
        ServiceKind.VolunteerHour => 5,
        ServiceKind.TopicAttendance => 3,
        ServiceKind.DrillHelper => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Expected a service of domain 3.10."),
    };

    public static Decision<PointsEvent> OpenCard(PointsCard card, CardKind kind, HomeId home) => card.Kind is null
        ? Decision.Of<PointsEvent>(new PointsEvent.CardOpened(kind, home))
        : Decision.No<PointsEvent>(Open);

    /// <summary>What is beyond the day's limit is not written down.</summary>
    public static Decision<PointsEvent> Earn(
        PointsCard card, ServiceKind service, int count, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (card.Kind is null) return Decision.No<PointsEvent>(Unknown);
        if (count is < 1 or > CountMost) return Decision.No<PointsEvent>(Refusals.FieldInvalid("count"));
        var room = DayMost - card.EarnedOn(PointsCard.DayOf(now, zone), zone);
        var points = Math.Min(room, count * ValueOf(service));
        return points <= 0
            ? Decision.No<PointsEvent>(DayFull)
            : Decision.Of<PointsEvent>(new PointsEvent.Earned(service, count, points));
    }

    public static Decision<PointsEvent> Redeem(PointsCard card, int points, KeySiteId site, DateTimeOffset now) =>
        card.Kind is null ? Decision.No<PointsEvent>(Unknown)
        : points < 1 ? Decision.No<PointsEvent>(Refusals.FieldInvalid("points"))
        : card.BalanceAt(now) < points ? Decision.No<PointsEvent>(TooFew)
        : Decision.Of<PointsEvent>(new PointsEvent.Redeemed(points, site));
}
