using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Modes;
using Twin.City.Obligations;

namespace Twin.City.Tables;

/// <summary>The rules of the city as data; read once from the tables that ride in this assembly.</summary>
public static class CityTables
{
    /// <summary>The tables by file name, in the order in which they are hashed.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "authority", "classes", "clocks", "commands", "departments", "effects", "guards", "modes", "raising-rules",
        "refusals", "roles", "severities", "stages", "supervision", "transitions", "whistle",
    ];

    public static ImmutableArray<StageRow> Stages { get; } = Read("stages", row => new StageRow(
        row.Word<CaseStage>("stage"), row["zh"], row["en"], row.Yes("open"), row.Yes("beforeHandled"),
        row.Yes("final"), row["meaning"]));

    public static ImmutableArray<CommandRow> Commands { get; } = Read("commands", row => new CommandRow(
        row["command"], row["zh"], row["en"], row["fact"], row.List("who"), row["needs"], row.List("refusalCodes")));

    public static ImmutableArray<TransitionRow> Transitions { get; } = Read("transitions", row => new TransitionRow(
        row.Word<CaseStage>("stage"), row["command"],
        row.Optional("next") is null ? null : row.Word<CaseStage>("next"), row.Optional("refusal"),
        row.Optional("guard"), row.List("clockStarted"), row.List("clockStopped"), row.List("limit"),
        row.List("sideEffect"), row["row"]));

    public static ImmutableArray<Refusal> Refusals { get; } =
        Read("refusals", row => new Refusal(row["code"], row["zh"], row["en"]));

    public static ImmutableArray<RoleRow> Roles { get; } = Read("roles", row => new RoleRow(
        row["role"], row["zh"], row["en"], Bound(row), row.List("may"), row.List("sees")));

    public static ImmutableArray<SeverityRow> Severities { get; } = Read("severities", row => new SeverityRow(
        row.Word<Severity>("severity"), row["zh"], row["en"], row["meaning"],
        (int)(decimal.Parse(row["weight"], CultureInfo.InvariantCulture) * 100), Limit.Parse(row["accept"]),
        Limit.Parse(row["check"])));

    public static ImmutableArray<ClockRow> Clocks { get; } = Read("clocks", ReadClock);

    /// <summary>Clocks of ours that ring at a desk until somebody answers.</summary>
    public static ImmutableArray<ClockRow> Bells { get; } = Read("bells", ReadClock);

    /// <summary>In the order of their levels: none, then 1 to 4.</summary>
    public static ImmutableArray<SupervisionRow> Supervisions { get; } = Read("supervision", row => new SupervisionRow(
        row["name"], row["zh"], row["en"], OptionalLimit(row, "answerLimit"), row.Yes("board")));

    /// <summary>The ladder of an obligation, in the order of its stages.</summary>
    public static ImmutableArray<WhistleRow> Whistles { get; } = Read("whistle", row => new WhistleRow(
        row.Word<ObligationStage>("stage"), row["zh"],
        row.Optional("next") is null ? null : row.Word<ObligationStage>("next"),
        [.. row.List("side").Select(word => Enum.Parse<ObligationStage>(word))], row.List("by"), row.Optional("clock"),
        row["daily"], row["keyProblem"], row["emergency"], row["onBreach"]));

    /// <summary>The one things that ship, each with its parts in order.</summary>
    public static ImmutableArray<OneThingRow> OneThings { get; } =
        [.. Csv.Parse("one-things", Text("one-things")).Rows.GroupBy(row => row["template"]).Select(OneThingRow.Of)];

    /// <summary>In the order of <see cref="Mode"/>.</summary>
    public static ImmutableArray<ModeRow> Modes { get; } = Read("modes", row => new ModeRow(
        row.Word<Mode>("mode"), row["zh"], row["en"], [.. row.List("next").Select(word => Enum.Parse<Mode>(word))],
        row["trigger"], row["effect"], row.Optional("stepUpBy"), row.Optional("stepDownBy"),
        OptionalLimit(row, "reviewEvery")));

    public static ImmutableArray<HazardRow> Hazards { get; } =
        Read("hazards", row => new HazardRow(row["hazard"], row["zh"], row["en"]));

    public static ImmutableArray<DepartmentRow> Departments { get; } = Read("departments", row => new DepartmentRow(
        new DepartmentId(row["key"]), row["zh"], row["en"], row["level"], row["kind"]));

    /// <summary>Official holidays and make-up days by zone; what is announced later comes as facts.</summary>
    public static FrozenDictionary<string, ImmutableArray<CalendarDay>> CalendarDays { get; } =
        Csv.Parse("calendar", Text("calendar")).Rows.GroupBy(row => row["zone"]).ToFrozenDictionary(
            rows => rows.Key, rows => rows.SelectMany(DaysOf).ToImmutableArray(), StringComparer.Ordinal);

    public static ImmutableArray<CaseClass> Classes { get; } = Read("classes", ReadClass);

    public static ImmutableArray<AuthorityRow> Authorities { get; } = Read("authority", row => new AuthorityRow(
        row["family"], row["zh"], row["en"], row.List("classes"), new DepartmentId(row["owner"]),
        [.. row.List("helpers").Select(key => new DepartmentId(key))], row.Word<CaseLevel>("level"),
        new DepartmentId(row["fallbackOwner"])));

    private static readonly FrozenDictionary<string, AuthorityRow> AuthorityByClass = Authorities
        .SelectMany(row => row.Classes.Select(code => KeyValuePair.Create(code, row)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CommandRow> CommandRows =
        Commands.ToFrozenDictionary(row => row.Command, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, RoleRow> RoleRows =
        Roles.ToFrozenDictionary(row => row.Role, StringComparer.Ordinal);

    public static FrozenDictionary<string, CommandRow> CommandOf => TriedCell.Commands ?? CommandRows;

    public static FrozenDictionary<string, RoleRow> RoleOf => TriedCell.Roles ?? RoleRows;

    public static FrozenDictionary<string, ClockRow> ClockOf { get; } =
        Clocks.AddRange(Bells).ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);

    public static FrozenDictionary<DepartmentId, DepartmentRow> DepartmentOf { get; } =
        Departments.ToFrozenDictionary(row => row.Department);

    /// <summary>The types of key sites by their word.</summary>
    public static FrozenDictionary<string, SiteTypeRow> SiteTypeOf { get; } =
        Read("site-types", row => new SiteTypeRow(
            row["type"], row["zh"], row["en"], row["hazardZh"], row["hazardEn"],
            int.Parse(row["lookDays"], CultureInfo.InvariantCulture)))
        .ToFrozenDictionary(row => row.Type, StringComparer.Ordinal);

    /// <summary>First 12 hex digits of the SHA-256 of all tables: the rules version of the envelope.</summary>
    public static string Version { get; } = HashAll();

    /// <summary>The family of a class with its owner; null for an unknown class.</summary>
    public static AuthorityRow? AuthorityOf(string code) => AuthorityByClass.GetValueOrDefault(code);

    /// <summary>The text of one table as it rides in the assembly.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(CityTables).Assembly.GetManifestResourceStream(name + ".csv")
            ?? throw new InvalidOperationException($"Found no table '{name}.csv' in the assembly; embed Tables/*.csv.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static SeverityRow Of(Severity severity) =>
        severity == Severity.Unset ? Severities[3] : Severities[(int)severity - 1];

    public static WhistleRow Whistle(ObligationStage stage) => Whistles[(int)stage];

    public static ModeRow Of(Mode mode) => Modes[(int)mode];

    /// <summary>A template by its word; null when there is none.</summary>
    public static OneThingRow? OneThing(string? word) =>
        word is null ? null : OneThings.FirstOrDefault(row => row.Template == word);

    /// <summary>A part by template and part, such as <c>MUCK.road</c>; null when there is none.</summary>
    public static OneThingPart? OneThingPart(string? word) => word?.IndexOf('.') is not (> 0 and var dot)
        ? null
        : OneThing(word[..dot])?.Parts.FirstOrDefault(part => part.Part == word[(dot + 1)..]);

    private static ImmutableArray<TRow> Read<TRow>(string name, Func<CsvRow, TRow> row) =>
        [.. Csv.Parse(name, Text(name)).Rows.Select(row)];

    private static ClockRow ReadClock(CsvRow row) => new(
        row["name"], row["zh"], row["owner"], row["kind"], row["calendar"],
        [
            ClockLimit(row, "limitS1"), ClockLimit(row, "limitS2"), ClockLimit(row, "limitS3"),
            ClockLimit(row, "limitS4"),
        ],
        row.List("stopsAt"), row.List("pausesAt"), row["onBreach"]);

    private static CaseClass ReadClass(CsvRow row) => new(
        row["code"], row["zh"], row["en"], row["kind"], row.Word<Severity>("severity"),
        [.. row.List("departments").Select(key => new DepartmentId(key))], OptionalLimit(row, "dispatchWithin"),
        OptionalLimit(row, "replyCap"), OptionalLimit(row, "firstContact"),
        [.. row.List("handleSteps").Select(HandleStep.Parse)], row.Yes("onSpot"), row.Yes("hazard"),
        row.Yes("physical"), row.List("raisingRules"), row.Yes("personObject"));

    /// <summary>One day, or all from the first to the last: <c>2026-10-01..2026-10-07</c>.</summary>
    private static IEnumerable<CalendarDay> DaysOf(CsvRow row)
    {
        var ends = row["day"].Split("..").Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture)).ToArray();
        for (var day = ends[0]; day <= ends[^1]; day = day.AddDays(1))
        {
            yield return new CalendarDay(day, row.Yes("works"), row["zh"]);
        }
    }

    private static Limit? OptionalLimit(CsvRow row, string column) =>
        row.Optional(column) is { } text ? Limit.ParseOpen(text) : null;

    /// <summary>A limit with its own calendar or that of the row; words such as <c>class</c> give none.</summary>
    private static Limit? ClockLimit(CsvRow row, string column)
    {
        if (row.Optional(column) is not { } text || text[0] != 'P') return null;
        var calendar = row["calendar"];
        return Limit.Parse(text.Contains('/', StringComparison.Ordinal) || calendar.Length != 1
            ? text
            : $"{text}/{calendar}");
    }

    private static RoleBound Bound(CsvRow row) => row["boundTo"] switch
    {
        "none" => RoleBound.None,
        "area" => RoleBound.Area,
        "department" => RoleBound.Department,
        var other => throw row.Fault("boundTo", other, "none, area or department"),
    };

    private static string HashAll()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names.Append("calendar").Append("one-things").Append("hazards").Append("bells"))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Text(name)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
