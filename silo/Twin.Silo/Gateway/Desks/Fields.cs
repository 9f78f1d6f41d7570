using System.Collections.Frozen;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.Desks;

/// <summary>The fields that forms are made of.</summary>
internal static class Fields
{
    public const string Yes = "Yes";
    public const string No = "No";
    public const string Either = "Either";

    private static readonly FrozenDictionary<string, (string Zh, string En)> Words =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["InCourt"] = ("已进入司法程序", "In court"),
            ["OutsidePower"] = ("不属职权范围", "Outside our power"),
            ["Malicious"] = ("恶意或虚假", "Malicious"),
            ["DuplicateClosed"] = ("重复且已结案", "Duplicate of a closed case"),
            ["EmergencyLine"] = ("应拨打紧急电话", "For the emergency line"),
            ["MisDispatch"] = ("派错单位", "Sent to the wrong unit"),
            ["NotOwnPower"] = ("不属本单位职权", "Not in our power"),
            ["WrongPlace"] = ("地点不对", "Wrong place"),
            ["Power"] = ("权限不足", "Power"),
            ["Money"] = ("资金不足", "Money"),
            ["Technique"] = ("技术不足", "Technique"),
            ["CrossBorder"] = ("跨区域", "Crosses a border"),
            ["NotFixed"] = ("没有解决", "Not fixed"),
            ["Overdue"] = ("超期", "Overdue"),
            ["Repeats"] = ("反复发生", "It repeats"),
            ["Order"] = ("领导交办", "By order"),
            ["Test"] = ("测试件", "Test"),
            ["False"] = ("虚假件", "False"),
            ["FiledTwice"] = ("重复立案", "Filed twice"),
            ["Engineering"] = ("工程", "Engineering"),
            ["Season"] = ("季节", "Season"),
            ["Legal"] = ("法律程序", "Law"),
            ["Funding"] = ("资金", "Funding"),
            ["Police"] = ("公安（110）", "Police (110)"),
            ["Fire"] = ("消防（119）", "Fire (119)"),
            ["Ambulance"] = ("急救（120）", "Ambulance (120)"),
            ["Court"] = ("法院", "Court"),
            ["Arbitration"] = ("仲裁", "Arbitration"),
            ["Petition"] = ("信访部门", "Petition office"),
            ["App"] = ("居民端", "App"),
            ["Call"] = ("电话", "Call"),
            ["Message"] = ("短信", "Message"),
            ["Visit"] = ("上门", "Visit"),
            ["Letter"] = ("信函", "Letter"),
            ["Handle"] = ("处置", "Handle"),
            ["Check"] = ("核查", "Check"),
            ["SpotCheck"] = ("核实", "Spot check"),
            ["Daily"] = ("日常哨", "Daily"),
            ["Key"] = ("攻坚哨", "Key problem"),
            ["Emergency"] = ("应急哨", "Emergency"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FormFieldView Home { get; } = new("home", "Home", No, "网格", "Grid");
    public static FormFieldView Photo { get; } = new("photo", "Yes", No, "已拍摄现场照片", "A photo was taken");
    public static FormFieldView PhotoTaken { get; } = Sure("photo", "已拍摄现场照片", "A photo was taken");
    public static FormFieldView Interim { get; } = new("interim", "Text", Yes, "临时措施", "Interim measure");

    public static FormFieldView ByChannel { get; } =
        Choice("channel", "方式", "By", Enum.GetNames<City.Cases.Channel>());

    public static FormFieldView Departments { get; } =
        new("departments", "Departments", Yes, "参与部门（至少两个）", "Departments (at least two)");

    public static FormFieldView Attitude { get; } = new(
        "attitude", "Whole", No, "态度（1–5 分）", "Attitude (1 to 5)",
        [.. Enumerable.Range(1, 5).Select(mark => new FormOptionView($"{mark}", $"{mark} 分", $"{mark}"))]);

    public static FormFieldView Supervision { get; } = new(
        "supervision", "Whole", Yes, "督办级别", "Level",
        [.. CityTables.Supervisions.Skip(1).Select((row, at) => new FormOptionView($"{at + 1}", row.Zh, row.En))]);

    public static FormFieldView Severity(string needed) => new(
        "severity", "Choice", needed, "等级", "Severity",
        [.. CityTables.Severities.Select(row => new FormOptionView(row.Severity.ToString(), row.Zh, row.En))]);

    public static FormFieldView Class(string needed) => new("class", "Class", needed, "类别", "Class");

    public static FormFieldView Department(string zh, string en, string needed) =>
        new("department", "Department", needed, zh, en);

    public static FormFieldView Post(string zh, string en, string needed) => new("post", "Post", needed, zh, en);

    public static FormFieldView Case(string field, string zh, string en) => new(field, "Case", Yes, zh, en);

    public static FormFieldView Text(string zh, string en) => new("text", "Text", Yes, zh, en);

    public static FormFieldView Note(string zh, string en) => new("text", "Text", No, zh, en);

    public static FormFieldView Line(string field, string zh, string en, string needed) =>
        new(field, "Line", needed, zh, en);

    public static FormFieldView Moment(string field, string zh, string en, string needed) =>
        new(field, "Moment", needed, zh, en);

    /// <summary>A tick without which the command would be refused.</summary>
    public static FormFieldView Sure(string field, string zh, string en) => new(field, "Yes", Yes, zh, en);

    /// <summary>Yes, no, or nothing said.</summary>
    public static FormFieldView YesOrNo(string field, string zh, string en, string needed) => new(
        field, "YesOrNo", needed, zh, en,
        [new FormOptionView("true", "是", "Yes"), new FormOptionView("false", "否", "No")]);

    public static FormFieldView Choice(string field, string zh, string en, IEnumerable<string> codes) => new(
        field, "Choice", Yes, zh, en,
        [.. codes.Select(code => new FormOptionView(code, Words[code].Zh, Words[code].En))]);
}
