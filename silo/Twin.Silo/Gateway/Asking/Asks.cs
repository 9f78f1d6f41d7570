using System.Globalization;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.City.Ratings;
using Twin.City.Tables;
using Twin.Silo.Disputes;
using Twin.Silo.Gateway.Admissions;
using Twin.Silo.Gateway.Ballots;
using Twin.Silo.Gateway.Devices;
using Twin.Silo.Gateway.Points;
using Twin.Silo.Gateway.Ratings;
using Twin.Silo.Gateway.SourceFixes;

namespace Twin.Silo.Gateway.Asking;

/// <summary>The values that endpoints ask for.</summary>
internal static class Asks
{
    public const int MostPageSize = 1_000;
    public const int DefaultPageSize = 100;

    /// <summary>Pages that may be turned; whoever wants more asks by time.</summary>
    public const int MostPage = 100_000;

    /// <summary>Whole numbers that a browser keeps exactly.</summary>
    private const long MostWhole = 9_007_199_254_740_991;

    public static readonly AskWord CaseId = new("caseId", AskIn.Path, "Id of the case.");
    public static readonly AskWord Command = new("command", AskIn.Path, "Word of commands.csv, in any spelling.", 40);
    public static readonly Ask<ObligationId> Obligation = new(
        "obligation",
        AskIn.Path,
        "Id of an obligation, as the case shows it.",
        new Shape("string", MostCharacters: 20),
        static text => text.Length <= 20 && text.Split('.') is { Length: 1 or 2 } numbers
            && numbers.All(one => one.Length > 0 && one.All(char.IsAsciiDigit))
            ? new ObligationId(text)
            : null,
        new Say("an obligation that the case shows, such as 24 or 24.2", "案件中所列的应办事项编号，如 24 或 24.2"));

    public static readonly Ask<ActWord> Act = OneOf("act", "What to do with the obligation.", ObligationActs.Given);

    public static readonly AskWord Card = new(
        "card", AskIn.Path, "The card's number of 16 signs; case does not count.", 40);

    public static readonly Ask<ActWord> CardAct = OneOf("cardAct", "What to do with the card.", PointsDesk.Given);

    public static readonly Ask<ActWord> Admission = OneOf("admission", "What is said to it.", AdmissionDesk.Given);

    public static readonly Ask<int> Duty = Whole("duty", AskIn.Path, "Number of the duty.", 1, int.MaxValue);

    public static readonly Ask<int> Fix = Whole("fix", AskIn.Path, "Number of the source fix.", 1, int.MaxValue);

    public static readonly Ask<ActWord> FixAct = OneOf("fixAct", "What became of it.", SourceFixDesk.Given);

    public static readonly Ask<int> Campaign = Whole(
        "campaign", AskIn.Path, "Number of the campaign.", 1, int.MaxValue);

    public static readonly Ask<Quarter> OfQuarter = new(
        "quarter",
        AskIn.Path,
        "Quarter of a year of the city's calendar, such as 2026Q2.",
        new Shape("string", MostCharacters: 6),
        static text => Quarter.Parse(text),
        new Say("a quarter such as 2026Q2", "季度，如 2026Q2"));

    /// <summary>The same as a question; without it the running one.</summary>
    public static readonly Ask<Quarter> InQuarter = OfQuarter with { In = AskIn.Query };

    public static readonly Ask<ActWord> RatingAct = OneOf(
        "ratingAct", "appeal, or settle what was appealed.", RatingDesk.Given);

    public static readonly AskWord Topic = new("topic", AskIn.Path, "Id of the topic.", 40);

    public static readonly Ask<ActWord> TopicStep = OneOf("topicStep", "The next step.", BallotDesk.Given);

    public static readonly Ask<ActWord> DisputeMove = OneOf(
        "disputeMove", "What to note of the dispute.", DisputeDesk.Given);

    public static readonly Ask<DepartmentId> Department = new(
        "department",
        AskIn.Path,
        "Key of departments.csv.",
        new Shape("string", MostCharacters: 40),
        static text => CityTables.DepartmentOf.ContainsKey(new DepartmentId(text)) ? new DepartmentId(text) : null,
        new Say("a key of departments.csv", "部门代码"));

    /// <summary>The same as a question beside a path.</summary>
    public static readonly Ask<DepartmentId> OfDepartment = Department with { In = AskIn.Query };

    public static readonly AskWord MetricCode = new("code", AskIn.Path, "Id of metrics.csv, such as M01a.", 10);

    public static readonly Ask<MetricWindowWord> Window = new(
        "window",
        AskIn.Query,
        "Stretch of time; default live: the last 24 hours. today and quarter begin with the city's day and quarter.",
        new Shape("string", OneOf: MetricWindow.Words),
        static text => MetricWindow.Of(text) is { } window ? new MetricWindowWord(window) : null,
        new Say("live, today, 7d, 30d or quarter", "live、today、7d、30d、quarter 之一"));

    public static readonly Ask<bool> Counts = YesOrNo("counts", "true: only rows that count; false: only the others.");

    public static readonly AskWord AreaId = new("id", AskIn.Path, "Id of the grid or area.");
    public static readonly AskWord PostId = new("id", AskIn.Path, "Id of the post.");
    public static readonly AskWord SiteId = new("id", AskIn.Path, "Id of the key site.");
    public static readonly AskWord Household = new("id", AskIn.Path, "Id of the address.");
    public static readonly AskWord Receipt = new(
        "receipt", AskIn.Path, "The receipt of 16 signs; case does not count.", 40);

    public static readonly AskWord Device = new("device", AskIn.Path, "Id of the device.");

    public static readonly Ask<ActWord> AlertAct = OneOf(
        "alertAct", "What to do with its alert.", AlertCounter.Given);

    public static readonly AskWord Area = new("area", AskIn.Query, "Grid or area; empty = the whole city.");
    public static readonly AskWord Purpose = new("purpose", AskIn.Query, "Why the words are read; kept in the audit.");
    public static readonly AskWord Subject = new(
        "subject", AskIn.Query, "Account; empty = the one who asks. Others are for auditors.");

    public static readonly AskWord Resource = new(
        "resource", AskIn.Query, "case:ID, area:ID or post:ID; empty = the whole city.");

    public static readonly AskWord Action = new(
        "action", AskIn.Query, "A command of commands.csv, a scope of roles.csv, or a field such as CaseView.lng.");

    public static readonly AskWord Key = new(
        "Idempotency-Key", AskIn.Header, "The sender's own identity of the request.");

    public static readonly AskWord Post = new("X-Twin-Post", AskIn.Header, "The seat that the command is given from.");
    public static readonly AskWord Client = new(
        "X-Twin-Client", AskIn.Header, "Which program sends, such as worker-app.", 40);

    public static readonly Ask<int> Building = Whole(
        "number", AskIn.Path, "Number of the building, the feature id in tiles.", 1, int.MaxValue);

    public static readonly AskWord AreaCommand = new(
        "areaCommand", AskIn.Path, $"One of {string.Join(", ", AreaCommands.Given)}.", 40);

    public static readonly AskWord Holder = new("holder", AskIn.Path, "Key of the department, or id of the area.");
    public static readonly AskWord ResourceCommand = new(
        "resourceCommand", AskIn.Path, $"One of {string.Join(", ", ResourceCommands.Given)}.", 40);

    public static readonly AskWord ModeCommand = new(
        "modeCommand", AskIn.Path, $"One of {string.Join(", ", Modes.ModeCommands.Given)}.", 40);

    public static readonly AskWord Incident = new("incident", AskIn.Path, "Id of a plan that was opened.", 40);

    public static readonly Ask<ActWord> Language = new(
        "lang",
        AskIn.Query,
        "zh (default) or en.",
        new Shape("string", OneOf: ["zh", "en"]),
        static text => text is "zh" or "en" ? new ActWord(text) : null,
        new Say("zh or en", "zh 或 en"));

    /// <summary>Signs of a question for words.</summary>
    private const int MostTypedSigns = 100;

    public static readonly AskWord Typed = new(
        "q", AskIn.Query, "Words of report or result, blanks between phrases; or the number of a case.",
        MostTypedSigns);

    public static readonly Ask<bool> Preview = YesOrNo(
        "preview", "true: only show what would change and what would move; nothing is stored.");

    public static readonly Ask<bool> Mine = YesOrNo("mine", "true: only cases that wait for one of the asker's roles.");

    public static readonly Ask<bool> Drawn = YesOrNo(
        "drawn", "true: closed cases that were drawn to be looked at once more, one in fifty, newest first.");

    public static readonly Ask<int> Handover = Whole(
        "handover", AskIn.Path, "Number of the page in the handover book.", 1, int.MaxValue);

    public static readonly Ask<int> Page = Whole("page", AskIn.Query, "Page, from 1; default 1.", 1, MostPage);

    public static readonly Ask<int> PageSize = Whole(
        "pageSize", AskIn.Query, "Rows of a page; default 100.", 1, MostPageSize);

    public static readonly Ask<int> Zoom = Whole("z", AskIn.Path, "Zoom level.", 0, 22);
    public static readonly Ask<int> Column = Whole("x", AskIn.Path, "Column of the tile.", 0, (1 << 22) - 1);
    public static readonly Ask<int> Row = Whole("y", AskIn.Path, "Row of the tile.", 0, (1 << 22) - 1);

    public static readonly Ask<long> AtLeast = new(
        "atLeast",
        AskIn.Query,
        "Answer only when true up to this log position; one that an answer gave.",
        new Shape("integer", "int64", 0, MostWhole),
        Position,
        new Say("a log position that an answer gave", "先前答复中的位置"));

    public static readonly Ask<long> MapVersion = new(
        "v",
        AskIn.Query,
        "Version of the map of areas, as the city and frames tell it; with it a tile may be kept for an hour.",
        new Shape("integer", "int64", 0, MostWhole),
        Position,
        new Say("the version of a map", "地图的版本号"));

    public static readonly Ask<long> FromVersion = new(
        "Last-Event-ID",
        AskIn.Header,
        "Version of the last frame that arrived; empty = begin with a snapshot.",
        new Shape("integer", "int64", 0, MostWhole),
        Position,
        new Say("the version of a frame", "帧的版本号"));

    public static readonly Ask<CaseStage> Stage = new(
        "stage",
        AskIn.Query,
        "Stage of stages.csv.",
        new Shape("string", OneOf: Enum.GetNames<CaseStage>()),
        static text => Enum.TryParse<CaseStage>(text, out var stage) && stage.ToString() == text ? stage : null,
        new Say("a stage such as Handling", "案件阶段，如 Handling"));

    public static readonly Ask<DateTimeOffset> From = Moment("from", "Reported at or after; ISO 8601.");
    public static readonly Ask<DateTimeOffset> To = Moment("to", "Reported before; ISO 8601.");

    public static readonly Ask<DateTimeOffset> At = Moment(
        "at", "End of the window; default now. What happened later does not count.");

    public static readonly Ask<DateTimeOffset> Then = Moment("at", "As it was at this moment; instead of position.");

    public static readonly Ask<long> AsOf = new(
        "position",
        AskIn.Query,
        "As it was after the fact at this log position; default the newest one.",
        new Shape("integer", "int64", 0, MostWhole),
        Position,
        new Say("a log position", "日志位置"));

    public static readonly Ask<AreaMap> Map = new(
        "map",
        AskIn.Query,
        "then: by the map as it was at the end of the period (default); now: by today's map.",
        new Shape("string", OneOf: ["then", "now"]),
        static text => text switch { "then" => AreaMap.Then, "now" => AreaMap.Now, _ => null },
        new Say("then or now", "then 或 now"));

    public static readonly Ask<ReviewKindWord> ReviewKind = new(
        "reviewKind",
        AskIn.Path,
        "day, week or month.",
        new Shape("string", OneOf: ["day", "week", "month"]),
        static text => text switch
        {
            "day" => new ReviewKindWord(City.Reviews.ReviewKind.Day),
            "week" => new ReviewKindWord(City.Reviews.ReviewKind.Week),
            "month" => new ReviewKindWord(City.Reviews.ReviewKind.Month),
            _ => null,
        },
        new Say("day, week or month", "day、week、month 之一"));

    public static readonly Ask<DateOnly> Date = new(
        "date",
        AskIn.Query,
        "A day of the period, by the city's own calendar; default the last period that is over.",
        new Shape("string", "date"),
        Checks.DateOf,
        new Say("a day such as 2026-11-21", "日期，如 2026-11-21"));

    public static readonly AskWord ReviewFigure = new(
        "figure", AskIn.Query, "Code of a figure of the review, such as reported, class:E0406 or stage:Handling.");

    /// <summary>The area of the path, which may be over.</summary>
    public static HomeId KnownArea(HttpContext context, Places places)
    {
        var id = AreaId.Must(context);
        return places.Knows(id)
            ? new HomeId(id)
            : throw new ProblemException(Problem.Unknown("AreaUnknown", "id", id, new Say("an area", "区域")));
    }

    /// <summary>The area that is asked about; null where none is named.</summary>
    public static HomeId? Home(HttpContext context, Places places)
    {
        var area = Area.Read(context);
        return IntakeRules.Home("area", area, places) is { } wrong ? throw new ProblemException(wrong)
            : area is null ? null : new HomeId(area);
    }

    private static Ask<ActWord> OneOf(string name, string meaning, IReadOnlyList<string> given) => new(
        name,
        AskIn.Path,
        meaning,
        new Shape("string", OneOf: given),
        text => given.Contains(text) ? new ActWord(text) : null,
        new Say($"one of {string.Join(", ", given)}", $"{string.Join("、", given)} 之一"));

    private static Ask<bool> YesOrNo(string name, string meaning) => new(
        name,
        AskIn.Query,
        meaning,
        new Shape("boolean"),
        static text => text switch { "true" => true, "false" => false, _ => null },
        new Say("true or false", "true 或 false"));

    private static Ask<int> Whole(string name, AskIn place, string meaning, int least, int most) => new(
        name,
        place,
        meaning,
        new Shape("integer", "int32", least, most),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : null,
        new Say($"a whole number of {least} to {most}", $"{least} 到 {most} 的整数"));

    private static Ask<DateTimeOffset> Moment(string name, string meaning) => new(
        name,
        AskIn.Query,
        meaning,
        new Shape("string", "date-time"),
        static text => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null,
        new Say("a time in ISO 8601, such as 2026-03-01T08:00:00Z", "ISO 8601 时间"));

    private static long? Position(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostWhole
            ? number
            : null;
}

/// <summary>A word of a closed list, in its exact letters.</summary>
internal readonly record struct ActWord(string Word);

/// <summary>A kind of review that was named.</summary>
internal readonly record struct ReviewKindWord(City.Reviews.ReviewKind Kind);

/// <summary>A window that was named.</summary>
internal readonly record struct MetricWindowWord(MetricWindow Window);
