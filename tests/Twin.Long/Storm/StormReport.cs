using System.Globalization;
using System.IO.Compression;
using Twin.City;
using Twin.City.Duplicates;
using Twin.City.Tables;
using Twin.Cli.Replay.Rows;
using Twin.Geo;
using Twin.Long.Replay;

namespace Twin.Long.Storm;

/// <summary>A report of the storm: as triage sees it, and when the source closed it.</summary>
/// <param name="Text">The title of the record: it stands for the words of a report.</param>
internal sealed record StormReport(Sighting Seen, DateTimeOffset? ClosedAt, string Text)
{
    /// <summary>The rows that were opened on these days of the city, in order.</summary>
    public static IReadOnlyList<StormReport> Read(string file, DateOnly from, DateOnly to)
    {
        var all = Records.Open(file, int.MaxValue).Rows;
        var places = PlacesOf(file);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        return
        [
            .. all.Where(row => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.Opened, zone).DateTime) is var day
                && day >= from && day <= to)
                .OrderBy(row => row.Opened).ThenBy(row => row.Id, StringComparer.Ordinal)
                .Select(row => Of(row, places[row.Id])),
        ];
    }

    private static StormReport Of(ReplayRow row, (string Title, string Address) more)
    {
        var isPlaced = !row.DefaultPlace && row is { Lng: not null, Lat: not null };
        var seen = new Sighting(
            new CaseId(row.Id), row.Opened, isPlaced ? new LngLat(row.Lng!.Value, row.Lat!.Value) : null,
            isPlaced && more.Address.Length > 0 ? new BuildingId(more.Address) : null, null, row.Class,
            Sighting.FamilyOf(row.Class), TextBigrams.Of(more.Title));
        return new StormReport(seen, row.Closed, more.Title);
    }

    private static Dictionary<string, (string Title, string Address)> PlacesOf(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        var places = new Dictionary<string, (string Title, string Address)>(StringComparer.Ordinal);
        foreach (var row in Csv.Parse("cases", text.ReadToEnd()).Rows)
        {
            var address = row["location"].Trim().ToUpper(CultureInfo.InvariantCulture);
            places[row["case_enquiry_id"]] = (row["case_title"], address);
        }

        return places;
    }
}
