using System.Globalization;
using System.IO.Compression;
using Twin.City.Duplicates;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.City.Tests.Duplicates;

/// <summary>A real complaint: what a search may see of it, and what the city's staff said about it.</summary>
/// <param name="Seen">Its moment within the day is guessed from its running number.</param>
/// <param name="IsMarked">Staff marked it as a duplicate.</param>
public sealed record ChicagoRow(Sighting Seen, DateOnly Day, DateOnly? EndedOn, bool IsMarked)
{
    public static readonly DateOnly FirstTestDay = new(2013, 1, 1);

    /// <summary>Rows before 2013 choose; rows from 2013-01-01 on only test.</summary>
    public bool IsTest => Day >= FirstTestDay;
}

/// <summary>The complaints of chicago-311-sanitation in the order in which they were opened.</summary>
public static class ChicagoRecords
{
    private const string Kind = "Sanitation";

    public static List<ChicagoRow> Read(string path)
    {
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        var moments = new MomentsOfDay();
        var rows = new List<ChicagoRow>();
        foreach (var row in Csv.Parse("cases", text.ReadToEnd()).Rows)
        {
            var day = DayOf(row["Creation_Date"])!.Value;
            var ended = DayOf(row["Completion_Date"]);
            var seen = new Sighting(
                new CaseId($"{rows.Count:D6}"), moments.Next(day, row["Service_Request_Number"]), PlaceOf(row),
                row.Optional("Street_Address") is { } address ? new BuildingId(address) : null, null,
                Kind, Kind, TextBigrams.None)
            {
                EndedAt = ended is { } last ? EndOf(last) : null,
            };
            rows.Add(new ChicagoRow(seen, day, ended, row["Status"].EndsWith("Dup", StringComparison.Ordinal)));
        }

        return rows;
    }

    /// <summary>Records know days only: what ended on a day has ended when the day is over.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day).AddDays(1);

    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateOnly? DayOf(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static LngLat? PlaceOf(CsvRow row) => row.Optional("Latitude") is { } lat
        ? new LngLat(
            double.Parse(row["Longitude"], CultureInfo.InvariantCulture),
            double.Parse(lat, CultureInfo.InvariantCulture))
        : null;

    /// <summary>Guesses the moment of a record from its running number, by the days before it alone.</summary>
    /// <remarks>Numbers run on through the day (12-01503760); how many there are a day is the median of the last days
    /// that have passed.</remarks>
    private sealed class MomentsOfDay
    {
        private const int DaysKept = 28;
        private const double FewADay = 1_000;

        private readonly Queue<double> _growth = new();
        private DateOnly _day;
        private string _year = "";
        private long _before;
        private long _last;
        private DateTimeOffset _latest = DateTimeOffset.MinValue;

        public DateTimeOffset Next(DateOnly day, string number)
        {
            var parts = number.Split('-');
            var known = parts.Length == 2 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var counted)
                ? counted
                : _last;
            if (day != _day || parts[0] != _year) Turn(day, parts[0], known);
            _last = Math.Max(_last, known);
            var share = Math.Clamp((known - _before) / PerDay(), 0, 0.999);
            var moment = StartOf(day).AddDays(share);
            return _latest = moment > _latest ? moment : _latest;
        }

        private double PerDay()
        {
            var sorted = _growth.Order().ToList();
            return sorted.Count == 0 ? FewADay : Math.Max(FewADay, sorted[sorted.Count / 2]);
        }

        private void Turn(DateOnly day, string year, long first)
        {
            if (year == _year && day > _day)
            {
                _growth.Enqueue((double)(_last - _before) / Math.Max(1, day.DayNumber - _day.DayNumber));
                if (_growth.Count > DaysKept) _growth.Dequeue();
                _before = _last;
            }
            else
            {
                (_before, _last) = (first, first);
            }

            (_day, _year) = (day, year);
        }
    }
}
