using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Ratings;
using Twin.City.Tables;

namespace Twin.City.Campaigns;

/// <summary>A campaign has an end, and a grid is in few of them: they crowd out the everyday.</summary>
/// <remarks>Role and place of whoever asks are looked at before; here it is what may be asked.</remarks>
public static class CampaignDecisions
{
    public static readonly ImmutableArray<string> Starters = ["StreetOffice", "CentreHead", "Planner"];

    /// <summary>Why it ends before its date.</summary>
    public static readonly ImmutableArray<string> Reasons = ["GoalReached", "NoEffect", "Overtaken"];

    /// <summary>Campaigns that may touch an area in a quarter of a year (DEF).</summary>
    public const int QuarterMost = 2;

    /// <summary>What takes longer is everyday work.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(92);

    /// <summary>Shorter ones show no effect.</summary>
    public static readonly TimeSpan ShortestRun = TimeSpan.FromDays(1);

    /// <summary>It may be announced so long before.</summary>
    public static readonly TimeSpan AheadMost = TimeSpan.FromDays(31);

    private static readonly Refusal Unknown = new("CampaignUnknown", "没有这项专项行动。", "There is no such campaign.");

    private static readonly Refusal Over = new("CampaignOver", "这项专项行动已结束。", "The campaign is over.");

    private static readonly Refusal Full = new(
        "CampaignsFull",
        string.Create(CultureInfo.InvariantCulture, $"该区域本季度已有{QuarterMost}项专项行动。"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Found {QuarterMost} campaigns of this quarter in the area; expected fewer. Wait for the next quarter."));

    public static Decision<CampaignEvent> Start(
        CampaignBook book, CampaignEvent.CampaignStarted started, DateTimeOffset now, TimeZoneInfo zone,
        Func<HomeId, HomeId, bool> covers) => started switch
        {
            { Name.Length: 0 } => No("name"),
            _ when !Families.Contains(started.Family) => No("family"),
            _ when started.From < now || started.From > now + AheadMost => No("from"),
            _ when started.Until < started.From + ShortestRun || started.Until > started.From + LongestRun =>
                No("until"),
            _ when book.Rows.Count(row => Touches(row, started, zone, covers)) >= QuarterMost =>
                Decision.No<CampaignEvent>(Full),
            _ => Decision.Of<CampaignEvent>(started),
        };

    public static Decision<CampaignEvent> End(CampaignBook book, long campaign, string reason, DateTimeOffset now) =>
        book.Find(campaign) switch
        {
            null => Decision.No<CampaignEvent>(Unknown),
            var row when !row.IsOpen || now >= row.Started.Until => Decision.No<CampaignEvent>(Over),
            _ when !Reasons.Contains(reason) => No("reason"),
            _ => Decision.Of<CampaignEvent>(new CampaignEvent.CampaignEnded(campaign, reason)),
        };

    /// <summary>What its date ends, the first one first.</summary>
    public static Decision<CampaignEvent> Due(CampaignBook book, long campaign, DateTimeOffset now) =>
        book.Find(campaign) is { IsOpen: true } row && now >= row.Started.Until
            ? Decision.Of<CampaignEvent>(new CampaignEvent.CampaignEnded(campaign, null))
            : Decision.No<CampaignEvent>(Over);

    /// <summary>Families that a campaign can be about; disputes are nobody's campaign.</summary>
    public static ImmutableSortedSet<string> Families { get; } =
        [.. CityTables.Classes.Where(row => !row.IsDispute).Select(row => CaseClass.FamilyOf(row.Code))];

    private static Decision<CampaignEvent> No(string field) =>
        Decision.No<CampaignEvent>(Refusals.FieldInvalid(field));

    private static bool Touches(
        CampaignRow row, CampaignEvent.CampaignStarted started, TimeZoneInfo zone, Func<HomeId, HomeId, bool> covers) =>
        Quarter.Of(row.Started.From, zone) == Quarter.Of(started.From, zone)
        && (covers(row.Started.Area, started.Area) || covers(started.Area, row.Started.Area));
}
