using System.Globalization;
using Twin.EventLog;

namespace Twin.Long.Kill;

/// <summary>Which keys the log holds and how often, read from its place without the server.</summary>
internal sealed class KeptReports
{
    private const string Reports = """
        SELECT stream, position, payload -> 'at' ->> 'lng', payload -> 'at' ->> 'lat'
        FROM facts_view WHERE kind = 'case/Reported'
        """;

    private readonly Dictionary<int, List<(string Stream, long Position)>> _byKey = [];

    private KeptReports()
    {
    }

    public long Count { get; private set; }

    /// <summary>Reports at places that no key has.</summary>
    public long Strange { get; private set; }

    public static KeptReports Read(string place, Places places)
    {
        using var log = LogPlaces.Sql(place);
        log.Open();
        using var command = log.CreateCommand();
        command.CommandText = Reports;
        using var rows = command.ExecuteReader();
        var kept = new KeptReports();
        while (rows.Read())
        {
            kept.Add(places.NumberAt(Degrees(rows[2]), Degrees(rows[3])), rows.GetString(0), rows.GetInt64(1));
        }

        return kept;
    }

    public IReadOnlyList<(string Stream, long Position)> Of(int number) => _byKey.GetValueOrDefault(number) ?? [];

    /// <summary>SQLite answers a number, PostgreSQL its text.</summary>
    private static double Degrees(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private void Add(int? number, string stream, long position)
    {
        Count++;
        if (number is not { } key)
        {
            Strange++;
            return;
        }

        if (!_byKey.TryGetValue(key, out var places))
        {
            _byKey[key] = places = [];
        }

        places.Add((stream, position));
    }
}
