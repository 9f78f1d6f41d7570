using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Ratings;

/// <summary>A grid may appeal against its rating for ten days; somebody above settles it.</summary>
/// <remarks>Role and place of whoever asks are looked at before; here it is what may be asked.</remarks>
public static class RatingDecisions
{
    public static readonly ImmutableArray<string> Appellants = ["GridHead", "CommunitySecretary"];

    public static readonly ImmutableArray<string> Settlers = ["StreetOffice", "CentreHead"];

    /// <summary>Why a case should not count.</summary>
    public static readonly ImmutableArray<string> Reasons = ["OutsidePower", "Weather", "WrongOwner", "WrongMark"];

    /// <summary>Cases of one appeal.</summary>
    public const int CasesMost = 50;

    /// <summary>After the quarter's end.</summary>
    public static readonly TimeSpan AppealWithin = TimeSpan.FromDays(10);

    private static readonly Refusal NotNow = new(
        "AppealNotNow", "季度结束后 10 天内可申诉。", "A rating is appealed against within 10 days after its quarter.");

    private static readonly Refusal Twice = new("AppealedAlready", "该网格本季度已申诉。", "The grid has appealed already.");

    private static readonly Refusal None = new("AppealUnknown", "没有待处理的申诉。", "There is no appeal to be settled.");

    private static readonly Refusal Own = new("OwnAppeal", "申诉须由他人处理。", "Somebody else settles an appeal.");

    public static Decision<RatingEvent> Appeal(
        RatingBook book, RatingEvent.RatingAppealed appealed, DateTimeOffset now, TimeZoneInfo zone) =>
        Quarter.Parse(appealed.Quarter) is not { } quarter
            ? Decision.No<RatingEvent>(Refusals.FieldInvalid("quarter"))
        : now < quarter.End(zone) || now >= quarter.End(zone) + AppealWithin ? Decision.No<RatingEvent>(NotNow)
        : book.Find(appealed.Grid, quarter) is not null ? Decision.No<RatingEvent>(Twice)
        : appealed.Cases.Items.Length is 0 or > CasesMost
            ? Decision.No<RatingEvent>(Refusals.FieldInvalid("cases"))
        : !Reasons.Contains(appealed.Reason) ? Decision.No<RatingEvent>(Refusals.FieldInvalid("reason"))
        : Decision.Of<RatingEvent>(appealed);

    public static Decision<RatingEvent> Settle(
        RatingBook book, HomeId grid, Quarter quarter, bool upheld, string by) => book.Find(grid, quarter) switch
        {
            null or { Upheld: not null } => Decision.No<RatingEvent>(None),
            var row when row.By == by => Decision.No<RatingEvent>(Own),
            _ => Decision.Of<RatingEvent>(new RatingEvent.AppealSettled(grid, quarter.ToString(), upheld)),
        };
}
