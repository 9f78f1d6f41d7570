using Microsoft.Data.Sqlite;

namespace Twin.Long.Kill;

/// <summary>Which keys the log holds and how often, read from its file without the server.</summary>
internal sealed class KeptReports
{
    private const string Reports = """
        SELECT stream, position, payload ->> '$.at.lng', payload ->> '$.at.lat'
        FROM facts_view WHERE kind = 'case/Reported'
        """;

    private readonly Dictionary<int, List<(string Stream, long Position)>> _byKey = [];

    private KeptReports()
    {
    }

    public long Count { get; private set; }

    /// <summary>Reports at places that no key has.</summary>
    public long Strange { get; private set; }

    public static KeptReports Read(string file, Places places)
    {
        using var log = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        log.Open();
        using var command = log.CreateCommand();
        command.CommandText = Reports;
        using var rows = command.ExecuteReader();
        var kept = new KeptReports();
        while (rows.Read())
        {
            kept.Add(places.NumberAt(rows.GetDouble(2), rows.GetDouble(3)), rows.GetString(0), rows.GetInt64(1));
        }

        return kept;
    }

    public IReadOnlyList<(string Stream, long Position)> Of(int number) => _byKey.GetValueOrDefault(number) ?? [];

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
