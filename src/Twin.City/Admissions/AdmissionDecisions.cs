using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Tables;

namespace Twin.City.Admissions;

/// <summary>The gate before new duties of posts: owner, minutes, legal basis, an end; the street may refuse.</summary>
/// <remarks>Role and area of whoever answers are asked before; here it is what they may answer.</remarks>
public static class AdmissionDecisions
{
    /// <summary>Who may ask: a department for itself, or the keeper of rules.</summary>
    public static readonly ImmutableArray<string> Askers = ["Handler", "Planner", "CentreHead"];

    /// <summary>Who admits and refuses for a street.</summary>
    public static readonly ImmutableArray<string> Streets = ["StreetOffice"];

    /// <summary>Who may refuse for what lies within.</summary>
    public static readonly ImmutableArray<string> Refusers = ["StreetOffice", "CommunitySecretary"];

    /// <summary>Why posts do not take it on.</summary>
    public static readonly ImmutableArray<string> Reasons =
        ["NoBasis", "NotOurs", "TooMuch", "Doubled", "AsksProof", "WatchesPeople"];

    /// <summary>After half a year it is asked for again, or it is over.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(183);

    /// <summary>Minutes of one post in a week that all admitted duties together may take (DEF).</summary>
    public const int MinutesMost = 300;

    private static readonly Refusal Unknown = new("DutyUnknown", "没有这项任务。", "There is no such duty.");

    private static readonly Refusal Over = new("DutyOver", "这项任务已结束。", "The duty is over.");

    private static readonly Refusal Elsewhere = new(
        "DutyElsewhere", "这项任务不涉及该区域。", "The duty was not asked of this area.");

    public static Decision<AdmissionEvent> Ask(AdmissionEvent.DutyAsked asked, DateTimeOffset now) =>
        asked switch
        {
            { Minutes: < 1 or > MinutesMost } => Decision.No<AdmissionEvent>(Refusals.FieldInvalid("minutes")),
            { Name.Length: 0 } => Decision.No<AdmissionEvent>(Refusals.FieldInvalid("name")),
            { Basis.Length: 0 } => Decision.No<AdmissionEvent>(Refusals.FieldInvalid("basis")),
            _ when asked.Until <= now || asked.Until > now + LongestRun =>
                Decision.No<AdmissionEvent>(Refusals.FieldInvalid("until")),
            _ => Decision.Of<AdmissionEvent>(asked),
        };

    public static Decision<AdmissionEvent> Admit(
        AdmissionBook book, long duty, HomeId street, DateTimeOffset now, Func<HomeId, HomeId, bool> covers)
    {
        if (Answerable(book, duty, street, now, covers, out var row) is { } no) return Decision.No<AdmissionEvent>(no);
        var taken = book.Rows.Where(one => one.Duty != duty && one.IsInForce(street, now, covers))
            .Sum(one => one.Asked.Minutes);
        return taken + row!.Asked.Minutes > MinutesMost
            ? Decision.No<AdmissionEvent>(Full(taken))
            : Decision.Of<AdmissionEvent>(new AdmissionEvent.DutyAdmitted(duty, street));
    }

    public static Decision<AdmissionEvent> Refuse(
        AdmissionBook book, long duty, HomeId area, string reason, DateTimeOffset now,
        Func<HomeId, HomeId, bool> covers) =>
        Answerable(book, duty, area, now, covers, out _) is { } no ? Decision.No<AdmissionEvent>(no)
        : !Reasons.Contains(reason) ? Decision.No<AdmissionEvent>(Refusals.FieldInvalid("reason"))
        : Decision.Of<AdmissionEvent>(new AdmissionEvent.DutyRefused(duty, area, reason));

    /// <summary>Only its own department, or whoever keeps the rules.</summary>
    public static Decision<AdmissionEvent> End(AdmissionBook book, long duty, Actor by, DateTimeOffset now) =>
        book.Find(duty) switch
        {
            null => Decision.No<AdmissionEvent>(Unknown),
            var row when row.IsOver(now) => Decision.No<AdmissionEvent>(Over),
            var row when by.Roles.Contains("Handler") && by.Department != row.Asked.Owner =>
                Decision.No<AdmissionEvent>(Refusals.NotAllowed),
            _ => Decision.Of<AdmissionEvent>(new AdmissionEvent.DutyEnded(duty)),
        };

    private static Refusal? Answerable(
        AdmissionBook book, long duty, HomeId area, DateTimeOffset now, Func<HomeId, HomeId, bool> covers,
        out AdmissionRow? row)
    {
        row = book.Find(duty);
        return row is null ? Unknown
            : row.IsOver(now) ? Over
            : covers(row.Asked.Area, area) ? null
            : Elsewhere;
    }

    private static Refusal Full(int taken) => new(
        "PostsFull",
        string.Create(CultureInfo.InvariantCulture, $"岗位每周已有{taken}分钟任务，上限{MinutesMost}分钟；请先停止一项。"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Found {taken} minutes a week taken already; expected room in {MinutesMost}. End another first."));
}
