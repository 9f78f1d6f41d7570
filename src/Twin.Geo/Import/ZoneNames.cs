namespace Twin.Geo.Import;

/// <summary>What the zone of a city says about the language of names that we make up.</summary>
internal static class ZoneNames
{
    private static readonly string[] Chinese =
        ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Chongqing"];

    public static bool IsChinese(string zone) => Chinese.Contains(zone);

    /// <summary>Refuses a zone that this machine does not know.</summary>
    public static void Check(string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
        {
            throw new ImportException(
                $"Found the zone '{zone}'; expected an IANA zone such as Asia/Shanghai or America/New_York. "
                + "Change --zone.");
        }
    }
}
