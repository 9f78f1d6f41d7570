using Twin.Geo.Reference;

namespace Twin.Geo.Import.Areas;

/// <summary>Official division codes: 2, 4, 6, 9 and 12 digits, each the beginning of the next.</summary>
internal static class AreaCode
{
    private static readonly int[] Lengths = [12, 9, 6, 4, 2];

    /// <summary>The short form: 330600 is the city 3306, 330681001000 the street 330681001.</summary>
    public static string Short(string code)
    {
        code = code.Trim();
        if (!code.All(char.IsAsciiDigit))
        {
            return code;
        }

        foreach (var (length, zeros) in new[] { (12, 3), (9, 3), (6, 2), (4, 2) })
        {
            if (code.Length == length && code.EndsWith(new string('0', zeros), StringComparison.Ordinal))
            {
                code = code[..^zeros];
            }
        }

        return code;
    }

    public static bool IsProvince(string code) => code.Length == 2 && code.All(char.IsAsciiDigit);

    public static AreaLevel? LevelOf(string code) => code.All(char.IsAsciiDigit)
        ? code.Length switch
        {
            2 => AreaLevel.Province,
            4 => AreaLevel.City,
            6 => AreaLevel.District,
            9 => AreaLevel.Street,
            12 => AreaLevel.Community,
            _ => null,
        }
        : null;

    public static AreaLevel? LevelOf(Reading.Feature feature) =>
        feature.First("level", "admin_level", "fclass")?.ToLowerInvariant() switch
        {
            "city" or "prefecture" or "市" => AreaLevel.City,
            "district" or "county" or "borough" or "区县" => AreaLevel.District,
            "street" or "town" or "township" or "subdistrict" or "街镇" => AreaLevel.Street,
            "community" or "village" or "neighborhood" or "neighbourhood" or "社区村" => AreaLevel.Community,
            _ => null,
        };

    /// <summary>The longest shorter code that is known.</summary>
    public static string? ParentOf(string code, Func<string, bool> isKnown)
    {
        foreach (var length in Lengths)
        {
            if (code.Length > length && isKnown(code[..length]))
            {
                return code[..length];
            }
        }

        return null;
    }
}
