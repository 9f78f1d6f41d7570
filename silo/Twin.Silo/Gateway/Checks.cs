using System.Globalization;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Geo;

namespace Twin.Silo.Gateway;

/// <summary>Checks of single fields; each answers null, or the problem with its sentence.</summary>
internal static class Checks
{
    /// <summary>Characters of an id, a key or another short word.</summary>
    public const int MostWordCharacters = 128;

    /// <summary>Characters of a free text.</summary>
    public const int MostTextCharacters = 2_000;

    /// <summary>A calendar has no end; sums of days have.</summary>
    private const int LatestYear = 9000;

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A short visible word: no blanks at its ends, no control signs, whole Unicode.</summary>
    public static ProblemView? Word(string field, string? value, int most = MostWordCharacters)
    {
        if (value is null)
        {
            return null;
        }

        var fits = value.Length > 0 && value.Length <= most && value == value.Trim() && IsClean(value, lines: false);
        return fits
            ? null
            : Problem.Field(field, value, new Say(
                $"1 to {most} visible characters", $"1 到 {most} 个可见字符"));
    }

    /// <summary>Free text; never shown in a problem, it may be personal.</summary>
    public static ProblemView? Text(string field, string? value)
    {
        if (value is null || (value.Length <= MostTextCharacters && IsClean(value, lines: true)))
        {
            return null;
        }

        var found = value.Length > MostTextCharacters
            ? $"{value.Length.ToString(CultureInfo.InvariantCulture)} characters"
            : "signs that are no text";
        return Problem.Field(field, found, new Say(
            $"at most {MostTextCharacters} characters of whole Unicode text", $"不超过 {MostTextCharacters} 字的文字"));
    }

    /// <summary>A word of a closed list, in its exact letters.</summary>
    public static ProblemView? OneOf<T>(string field, string? value, out T word, T otherwise) where T : struct, Enum
    {
        word = otherwise;
        return value is null || (Enum.TryParse(value, out word) && Enum.IsDefined(word) && word.ToString() == value)
            ? null
            : Problem.Field(field, value, new Say(
                $"one of {string.Join(", ", Enum.GetNames<T>())}", $"{string.Join("、", Enum.GetNames<T>())} 之一"));
    }

    public static ProblemView? Severity(string field, string? value, out Severity severity)
    {
        severity = City.Cases.Severity.Unset;
        if (value is null)
        {
            return null;
        }

        severity = value switch
        {
            "S1" => City.Cases.Severity.S1,
            "S2" => City.Cases.Severity.S2,
            "S3" => City.Cases.Severity.S3,
            "S4" => City.Cases.Severity.S4,
            _ => City.Cases.Severity.Unset,
        };
        return severity != City.Cases.Severity.Unset
            ? null
            : Problem.Field(field, value, new Say("S1, S2, S3 or S4", "S1、S2、S3 或 S4"));
    }

    public static ProblemView? Department(string field, string? value) =>
        value is null || CityTables.DepartmentOf.ContainsKey(new DepartmentId(value))
            ? null
            : Problem.Field(field, value, new Say("a key of departments.csv", "部门代码"));

    /// <summary>The version that a sender has seen.</summary>
    public static ProblemView? Version(string field, long? value) => value is not < 0
        ? null
        : Problem.Field(
            field, value?.ToString(CultureInfo.InvariantCulture),
            new Say("the version that the last answer gave", "上次答复中的版本号"));

    /// <summary>What must be there and is not.</summary>
    public static ProblemView Wanted(string field) => Problem.Field(field, null, new Say("it", "这一项"));

    /// <summary>Words that everybody may read: they stand in the log, so no person's number may be in them.</summary>
    public static ProblemView? PublicText(string field, string? value, int most) => value switch
    {
        null => null,
        _ when value.Trim().Length == 0 || value.Length > most => Problem.Field(
            field, $"{value.Length.ToString(CultureInfo.InvariantCulture)} characters",
            new Say($"1 to {most} characters", $"1 到 {most} 字")),
        _ when Masking.Of(value) != value => Problem.Field(
            field, "a number that may be a person's", new Say("no phone or identity numbers", "不含电话和证件号码")),
        _ => Text(field, value),
    };

    /// <summary>The same in one line.</summary>
    public static ProblemView? PublicWord(string field, string? value, int most) =>
        PublicText(field, value, most) ?? Word(field, value, most);

    /// <summary>A mark or level from 1 on.</summary>
    public static ProblemView? UpTo(string field, int? value, int most) =>
        value is null || (value >= 1 && value <= most)
        ? null
        : Problem.Field(
            field, value.Value.ToString(CultureInfo.InvariantCulture), new Say($"1 to {most}", $"1 到 {most}"));

    public static ProblemView? Class(string field, string? value) =>
        value is null || CaseClasses.All.Find(value) is not null
        ? null
        : Problem.Field(field, value, new Say("a class code such as E0406", "类别代码，如 E0406"), new Say(
            "GET /api/v1/classes lists them.", "可用 GET /api/v1/classes 查询。"));

    /// <summary>Both or neither of longitude and latitude, on the earth.</summary>
    public static ProblemView? Place(double? lng, double? lat, out LngLat? at)
    {
        at = null;
        if (lng is null && lat is null)
        {
            return null;
        }

        if (lng is not >= -180 or not <= 180)
        {
            return Problem.Field("lng", Number(lng), new Say(
                "a longitude of -180 to 180 beside lat", "-180 到 180 的经度"));
        }

        if (lat is not >= -90 or not <= 90)
        {
            return Problem.Field("lat", Number(lat), new Say("a latitude of -90 to 90 beside lng", "-90 到 90 的纬度"));
        }

        at = new LngLat(lng.Value, lat.Value);
        return null;
    }

    /// <summary>A moment that a source can have meant; the future only where a limit may lie.</summary>
    public static ProblemView? Moment(string field, DateTimeOffset? value, DateTimeOffset latest) =>
        value is null || (value >= Earliest && value <= latest)
            ? null
            : Problem.Field(field, value.Value.ToString("O", CultureInfo.InvariantCulture), new Say(
                $"a time from 1990 to {latest.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}",
                "1990 年以后且不晚于允许的时间"));

    /// <summary>A day in ISO 8601 that a source can have meant; else null.</summary>
    public static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year >= Earliest.Year && day.Year < LatestYear
            ? day
            : null;

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsClean(string value, bool lines)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var sign = value[i];
            if (char.IsHighSurrogate(sign) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(sign) || (char.IsControl(sign) && !(lines && sign is '\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }
}
