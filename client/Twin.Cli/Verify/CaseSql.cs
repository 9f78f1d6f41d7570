using System.Data.Common;
using System.Globalization;

namespace Twin.Cli.Verify;

/// <summary>The questions in SQL that the second count asks of the log's views.</summary>
internal static class CaseSql
{
    /// <summary>Kinds whose meaning the questions below know. Another one must be thought through first.</summary>
    private const string KnownKinds = """
        'case/Reported', 'case/ReviewOpened', 'case/Filed', 'case/DispatchOpened', 'case/Dispatched', 'case/Offered',
        'case/OfferExpired', 'case/Accepted', 'case/Arrived', 'case/Handled', 'case/CheckOpened', 'case/CheckPassed',
        'case/Closed', 'case/HandledOnSpot', 'case/Voided', 'case/Supervised', 'case/DeadlineMoved',
        'case/DeadlinePassed', 'case/Rehomed'
        """;

    /// <summary>The last move counts: its version stands before it.</summary>
    private const int VersionDigits = 13;

    // In this short life no step is taken back, so how far a case is follows from which facts it has.
    // SQLite and PostgreSQL both understand all of it; a JSON true is 1 to the one and 'true' to the other.
    private const string EachCase = """
        SELECT
            max(payload ->> 'home') FILTER (WHERE version = 1) AS first_home,
            max(CAST(1000000000000 + version AS text) || (payload ->> 'home'))
                FILTER (WHERE kind IN ('case/Filed', 'case/Rehomed')) AS moved_home,
            max(payload ->> 'severityProposed') FILTER (WHERE version = 1) AS proposed,
            max(payload ->> 'severity') FILTER (WHERE kind = 'case/Filed') AS filed_severity,
            max(payload ->> 'limitBy') FILTER (WHERE version = 1) AS limit_by,
            max(payload ->> 'dueAt') FILTER (WHERE version = 1) AS first_due,
            max(payload ->> 'dueAt') FILTER (WHERE kind = 'case/Accepted') AS accepted_due,
            max(CAST(1000000000000 + version AS text) || (payload ->> 'dueAt'))
                FILTER (WHERE kind = 'case/DeadlineMoved' AND payload ->> 'clock' LIKE 'T5/%') AS moved_due,
            max(coalesce(payload ->> 'occurredAt', '')) FILTER (WHERE kind = 'case/Handled') AS occurred,
            max(at_us) FILTER (WHERE kind = 'case/Handled') AS handled_us,
            count(*) FILTER (WHERE kind = 'case/HandledOnSpot') AS on_spot,
            count(*) FILTER (
                WHERE version = 1 AND CAST(payload ->> 'defaultPlace' AS text) IN ('1', 'true')) AS default_place,
            count(*) FILTER (WHERE version = 1 AND tag IS NOT NULL) AS drill,
            CASE
                WHEN count(*) FILTER (WHERE kind = 'case/Voided') > 0 THEN 'Voided'
                WHEN count(*) FILTER (WHERE kind IN ('case/Closed', 'case/CheckPassed')) > 0 THEN 'Closed'
                WHEN count(*) FILTER (WHERE kind IN ('case/Handled', 'case/HandledOnSpot')) > 0 THEN 'Checking'
                WHEN count(*) FILTER (WHERE kind = 'case/Accepted') > 0 THEN 'Handling'
                WHEN count(*) FILTER (WHERE kind = 'case/Dispatched') > 0 THEN 'Awaiting'
                ELSE 'Unassigned'
            END AS heap
        FROM facts_view
        WHERE position <= @position AND kind LIKE 'case/%'
        GROUP BY stream
        """;

    // A report warms its home at the latest minute that the home's feed has seen.
    private const string EachReport = """
        SELECT home, minute, severity FROM (
            SELECT
                substr(e.feed, 6) AS home,
                max(f.at_us / 60000000) OVER (PARTITION BY e.feed ORDER BY e.number) AS minute,
                f.kind AS kind,
                f.payload ->> 'severityProposed' AS severity,
                coalesce(CAST(f.payload ->> 'defaultPlace' AS text), '0') AS default_place
            FROM feeds_view e JOIN facts_view f ON f.position = e.position
            WHERE e.position <= @position AND e.feed LIKE 'area:%') AS reports
        WHERE kind = 'case/Reported' AND default_place NOT IN ('1', 'true')
        """;

    public static void RefuseUnknownKinds(DbConnection log, long position)
    {
        var sql = $"SELECT DISTINCT kind FROM facts_view WHERE position <= @position AND kind LIKE 'case/%' "
            + $"AND kind NOT IN ({KnownKinds})";
        foreach (var row in Ask(log, sql, position))
        {
            throw new InvalidDataException(
                $"The log holds {row.GetString(0)}; the count does not know what that means. Teach it first.");
        }
    }

    /// <summary>Facts of each home's own feed, and the position of the last.</summary>
    public static IEnumerable<(string Home, long Facts, long Last)> Feeds(DbConnection log, long position) =>
        Ask(log,
            "SELECT substr(feed, 6), count(*), max(position) FROM feeds_view "
            + "WHERE position <= @position AND feed LIKE 'area:%' GROUP BY feed",
            position).Select(row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)));

    public static IEnumerable<CountedCase> Cases(DbConnection log, long position) =>
        Ask(log, EachCase, position).Select(CaseOf);

    /// <summary>Home, minute and severity of each report that warms.</summary>
    public static IEnumerable<(string Home, long Minute, string Severity)> Warm(DbConnection log, long position) =>
        Ask(log, EachReport, position).Select(row => (row.GetString(0), row.GetInt64(1), row.GetString(2)));

    private static CountedCase CaseOf(DbDataReader row)
    {
        var bySource = Text(row, "limit_by") == "Source";
        var due = Text(row, "first_due");
        return new CountedCase(
            Text(row, "first_home")!,
            Text(row, "moved_home")?[VersionDigits..] ?? Text(row, "first_home")!,
            Text(row, "heap")!,
            Text(row, "filed_severity") ?? Text(row, "proposed") ?? "S4",
            Moment(bySource ? due : Text(row, "moved_due")?[VersionDigits..] ?? Text(row, "accepted_due") ?? due),
            Handled(row),
            Text(row, "on_spot") == "1",
            Text(row, "default_place") == "1",
            Text(row, "drill") == "1");
    }

    private static DateTimeOffset? Handled(DbDataReader row) =>
        Text(row, "handled_us") is { } micros
            ? Moment(Text(row, "occurred")) ?? DateTimeOffset.UnixEpoch.AddTicks(
                10 * long.Parse(micros, CultureInfo.InvariantCulture))
            : null;

    private static DateTimeOffset? Moment(string? text) =>
        string.IsNullOrEmpty(text) ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(DbDataReader row, string column) =>
        row[column] is DBNull ? null : Convert.ToString(row[column], CultureInfo.InvariantCulture);

    private static IEnumerable<DbDataReader> Ask(DbConnection log, string sql, long position)
    {
        using var command = log.CreateCommand();
        command.CommandText = sql;
        var upTo = command.CreateParameter();
        (upTo.ParameterName, upTo.Value) = ("@position", position);
        command.Parameters.Add(upTo);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows;
        }
    }
}
