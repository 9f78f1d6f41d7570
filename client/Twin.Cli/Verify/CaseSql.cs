using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Twin.Cli.Verify;

/// <summary>The questions in SQL that the second count asks of the log's views.</summary>
internal static class CaseSql
{
    /// <summary>Kinds whose meaning the questions below know. Another one must be thought through first.</summary>
    private const string KnownKinds = """
        'case/Reported', 'case/ReviewOpened', 'case/Filed', 'case/DispatchOpened', 'case/Dispatched', 'case/Offered',
        'case/OfferExpired', 'case/Accepted', 'case/Arrived', 'case/Handled', 'case/CheckOpened', 'case/CheckPassed',
        'case/Closed', 'case/HandledOnSpot', 'case/Voided', 'case/Supervised', 'case/DeadlineMoved',
        'case/DeadlinePassed'
        """;

    /// <summary>The last move counts: its version stands before it.</summary>
    private const int VersionDigits = 12;

    // In this short life no step is taken back, so how far a case is follows from which facts it has.
    private const string EachCase = """
        SELECT
            max(iif(version = 1, payload ->> '$.home', NULL)) AS first_home,
            max(iif(kind = 'case/Filed', payload ->> '$.home', NULL)) AS filed_home,
            max(iif(version = 1, payload ->> '$.severityProposed', NULL)) AS proposed,
            max(iif(kind = 'case/Filed', payload ->> '$.severity', NULL)) AS filed_severity,
            max(iif(version = 1, payload ->> '$.limitBy', NULL)) AS limit_by,
            max(iif(version = 1, payload ->> '$.dueAt', NULL)) AS first_due,
            max(iif(kind = 'case/Accepted', payload ->> '$.dueAt', NULL)) AS accepted_due,
            max(iif(kind = 'case/DeadlineMoved' AND payload ->> '$.clock' LIKE 'T5/%',
                printf('%012d', version) || (payload ->> '$.dueAt'), NULL)) AS moved_due,
            max(iif(kind = 'case/Handled', coalesce(payload ->> '$.occurredAt', ''), NULL)) AS occurred,
            max(iif(kind = 'case/Handled', at_us, NULL)) AS handled_us,
            max(kind = 'case/HandledOnSpot') AS on_spot,
            max(iif(version = 1, coalesce(payload ->> '$.defaultPlace', 0), 0)) AS default_place,
            max(version = 1 AND tag IS NOT NULL) AS drill,
            CASE
                WHEN max(kind = 'case/Voided') THEN 'Voided'
                WHEN max(kind IN ('case/Closed', 'case/CheckPassed')) THEN 'Closed'
                WHEN max(kind IN ('case/Handled', 'case/HandledOnSpot')) THEN 'Checking'
                WHEN max(kind = 'case/Accepted') THEN 'Handling'
                WHEN max(kind = 'case/Dispatched') THEN 'Awaiting'
                ELSE 'Unassigned'
            END AS heap
        FROM facts_view
        WHERE position <= $position AND kind LIKE 'case/%'
        GROUP BY stream
        """;

    // A report warms its home at the latest minute that the home's feed has seen.
    private const string EachReport = """
        SELECT home, minute, severity FROM (
            SELECT
                substr(e.feed, 6) AS home,
                max(f.at_us / 60000000) OVER (PARTITION BY e.feed ORDER BY e.number) AS minute,
                f.kind AS kind,
                iif(f.kind = 'case/Reported', f.payload ->> '$.severityProposed', NULL) AS severity,
                iif(f.kind = 'case/Reported', coalesce(f.payload ->> '$.defaultPlace', 0), 0) AS default_place
            FROM feeds_view e JOIN facts_view f ON f.position = e.position
            WHERE e.position <= $position AND e.feed LIKE 'area:%')
        WHERE kind = 'case/Reported' AND default_place = 0
        """;

    public static void RefuseUnknownKinds(SqliteConnection log, long position)
    {
        var sql = $"SELECT DISTINCT kind FROM facts_view WHERE position <= $position AND kind LIKE 'case/%' "
            + $"AND kind NOT IN ({KnownKinds})";
        foreach (var row in Ask(log, sql, position))
        {
            throw new InvalidDataException(
                $"The log holds {row.GetString(0)}; the count does not know what that means. Teach it first.");
        }
    }

    /// <summary>Facts of each home's own feed, and the position of the last.</summary>
    public static IEnumerable<(string Home, long Facts, long Last)> Feeds(SqliteConnection log, long position) =>
        Ask(log,
            "SELECT substr(feed, 6), count(*), max(position) FROM feeds_view "
            + "WHERE position <= $position AND feed LIKE 'area:%' GROUP BY feed",
            position).Select(row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)));

    public static IEnumerable<CountedCase> Cases(SqliteConnection log, long position) =>
        Ask(log, EachCase, position).Select(CaseOf);

    /// <summary>Home, minute and severity of each report that warms.</summary>
    public static IEnumerable<(string Home, long Minute, string Severity)> Warm(SqliteConnection log, long position) =>
        Ask(log, EachReport, position).Select(row => (row.GetString(0), row.GetInt64(1), row.GetString(2)));

    private static CountedCase CaseOf(SqliteDataReader row)
    {
        var bySource = Text(row, "limit_by") == "Source";
        var due = Text(row, "first_due");
        return new CountedCase(
            Text(row, "first_home")!,
            Text(row, "filed_home") ?? Text(row, "first_home")!,
            Text(row, "heap")!,
            Text(row, "filed_severity") ?? Text(row, "proposed") ?? "S4",
            Moment(bySource ? due : Text(row, "moved_due")?[VersionDigits..] ?? Text(row, "accepted_due") ?? due),
            Handled(row),
            Text(row, "on_spot") == "1",
            Text(row, "default_place") == "1",
            Text(row, "drill") == "1");
    }

    private static DateTimeOffset? Handled(SqliteDataReader row) =>
        Text(row, "handled_us") is { } micros
            ? Moment(Text(row, "occurred")) ?? DateTimeOffset.UnixEpoch.AddTicks(
                10 * long.Parse(micros, CultureInfo.InvariantCulture))
            : null;

    private static DateTimeOffset? Moment(string? text) =>
        string.IsNullOrEmpty(text) ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(SqliteDataReader row, string column) =>
        row[column] is DBNull ? null : Convert.ToString(row[column], CultureInfo.InvariantCulture);

    private static IEnumerable<SqliteDataReader> Ask(SqliteConnection log, string sql, long position)
    {
        using var command = log.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$position", position);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
