using System.Collections.Immutable;
using Twin.City.Metrics;
using Twin.City.Tables;

namespace Twin.City.SourceFixes;

/// <summary>Mending a source: opened from repeats, done by its department, dropped by whoever answers above.</summary>
/// <remarks>Role and place of whoever asks are looked at before; here it is what may be asked.</remarks>
public static class SourceFixDecisions
{
    /// <summary>Who opens one: a department for itself, or whoever watches over an area.</summary>
    public static readonly ImmutableArray<string> Openers =
        ["Handler", "StreetOffice", "ShiftLead", "CentreHead", "Supervisor", "Planner"];

    /// <summary>Who says that it is done: the owner, or its area's office for it.</summary>
    public static readonly ImmutableArray<string> Finishers = ["Handler", "StreetOffice", "CentreHead"];

    /// <summary>Who gives it up.</summary>
    public static readonly ImmutableArray<string> Droppers = ["StreetOffice", "CentreHead", "Planner"];

    /// <summary>What mends a source.</summary>
    public static readonly ImmutableArray<string> Measures =
        ["Rebuilt", "Replaced", "Rescheduled", "RuleChanged", "OwnerBound", "ProofDropped"];

    /// <summary>Why it is given up.</summary>
    public static readonly ImmutableArray<string> Reasons = ["NoCommonSource", "NotOurs", "NotWorthIt"];

    /// <summary>So many reports of a class at a place within thirty days have a source (DEF).</summary>
    public const int RepeatsLeast = 3;

    /// <summary>After half a year it is no item, it is a project.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(183);

    private static readonly Refusal Unknown = new("FixUnknown", "没有这项源头治理。", "There is no such source fix.");

    private static readonly Refusal Over = new("FixOver", "这项源头治理已结束。", "The source fix is over.");

    private static readonly Refusal OpenAlready = new(
        "FixOpenAlready", "该处同类问题已有源头治理在办。", "A source fix of this class at this place is open already.");

    private static readonly Refusal TooFew = new(
        "RepeatsTooFew", "30 天内 50 米范围同类问题不足 3 件。",
        "Found fewer than 3 reports of the class within 50 m and 30 days; expected a repeat.");

    public static Decision<SourceFixEvent> Open(
        SourceFixBook book, SourceFixEvent.FixOpened opened, DateTimeOffset now) =>
        opened.Cases.Items.Length < RepeatsLeast ? Decision.No<SourceFixEvent>(TooFew)
        : opened.Until <= now || opened.Until > now + LongestRun
            ? Decision.No<SourceFixEvent>(Refusals.FieldInvalid("until"))
        : IsOpenAt(book, opened) ? Decision.No<SourceFixEvent>(OpenAlready)
        : Decision.Of<SourceFixEvent>(opened);

    public static Decision<SourceFixEvent> Done(SourceFixBook book, long fix, string measure, Actor by) =>
        book.Find(fix) switch
        {
            null => Decision.No<SourceFixEvent>(Unknown),
            { IsOpen: false } => Decision.No<SourceFixEvent>(Over),
            var row when by.Roles.Contains("Handler") && by.Department != row.Opened.Owner =>
                Decision.No<SourceFixEvent>(Refusals.NotAllowed),
            _ when !Measures.Contains(measure) => Decision.No<SourceFixEvent>(Refusals.FieldInvalid("measure")),
            _ => Decision.Of<SourceFixEvent>(new SourceFixEvent.FixDone(fix, measure)),
        };

    public static Decision<SourceFixEvent> Drop(SourceFixBook book, long fix, string reason) => book.Find(fix) switch
    {
        null => Decision.No<SourceFixEvent>(Unknown),
        { IsOpen: false } => Decision.No<SourceFixEvent>(Over),
        _ when !Reasons.Contains(reason) => Decision.No<SourceFixEvent>(Refusals.FieldInvalid("reason")),
        _ => Decision.Of<SourceFixEvent>(new SourceFixEvent.FixDropped(fix, reason)),
    };

    /// <summary>Places where a matter comes again and nobody mends it yet: what to open next.</summary>
    public static ImmutableArray<RepeatPlace> Proposed(
        SourceFixBook book, IReadOnlyCollection<CaseStory> stories, DateTimeOffset now) =>
    [
        .. SamePlace.Of(stories).RepeatPlaces(RepeatsLeast, now).Where(place => !book.Rows.Any(row =>
            row.IsOpen && row.Opened.Class == place.Class && SamePlace.Is(row.Opened.At, place.At))),
    ];

    private static bool IsOpenAt(SourceFixBook book, SourceFixEvent.FixOpened opened) => book.Rows.Any(row =>
        row.IsOpen && row.Opened.Class == opened.Class && SamePlace.Is(row.Opened.At, opened.At));
}
