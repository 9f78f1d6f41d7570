using System.Data.Common;
using System.Globalization;

namespace Twin.Cli.Verify;

/// <summary>The questions in SQL that the second count asks of the log's views.</summary>
internal static class CaseSql
{
    /// <summary>Kinds whose meaning the questions below know. Another one must be thought through first.</summary>
    private const string KnownKinds = """
        'case/Reported', 'case/HandledOnSpot', 'case/ReviewOpened', 'case/Merged', 'case/Unmerged',
        'case/DuplicateAdded', 'case/DuplicateRemoved', 'case/NotAccepted', 'case/Appealed', 'case/SpotCheckOrdered',
        'case/SpotConfirmed', 'case/NothingFound', 'case/Filed', 'case/DispatchOpened', 'case/Dispatched',
        'case/OwnershipDisputed', 'case/OwnerRuled', 'case/Offered', 'case/OfferExpired', 'case/Accepted',
        'case/Returned', 'case/Recalled', 'case/Contacted', 'case/Arrived', 'case/ProgressNoted',
        'case/ExtensionAsked', 'case/ExtensionGranted', 'case/ExtensionDenied', 'case/ExtensionLapsed', 'case/Pended',
        'case/PendingRenewed', 'case/Resumed', 'case/ReferredOut', 'case/ReferralReturned', 'case/OneThingOpened',
        'case/PartHandled', 'case/PartReturned', 'case/PartDropped', 'case/Rejoined', 'case/Escalated',
        'case/WhistleRaised', 'case/Handled', 'case/CheckOpened', 'case/Objected', 'case/CheckPassed',
        'case/CheckFailed', 'case/CheckLapsed', 'case/FollowedUp', 'case/Rated', 'case/ReportedAgain',
        'case/Reassigned', 'case/ClosedByFinding', 'case/Closed', 'case/Withdrawn', 'case/Unfollowed', 'case/Voided',
        'case/Corrected', 'case/Supervised', 'case/LeaderNoticeSent', 'case/DeadlineMoved', 'case/DeadlinePassed',
        'case/Archived', 'case/ReopenedByOrder', 'case/Rehomed', 'case/ObligationMoved', 'case/ObligationNoted',
        'case/ObligationRated', 'case/ObligationSupervised', 'case/OfferSeen', 'case/BellAnswered',
        'case/DisputeRouted', 'case/AgreementMade', 'case/AgreementBroken'
        """;

    /// <summary>The last word counts: its version stands before it.</summary>
    private const int VersionDigits = 13;

    // SQLite and PostgreSQL both understand all of it; a JSON true is 1 to the one and 'true' to the other.
    private const string Version = "CAST(1000000000000 + version AS text)";
    private const string Yes = "IN ('1', 'true')";
    private const string IsReopened = $"""
        (kind IN ('case/ReportedAgain', 'case/ReopenedByOrder')
            OR (kind = 'case/FollowedUp' AND CAST(payload ->> 'answered' AS text) {Yes}
                AND coalesce(CAST(payload ->> 'solved' AS text), '0') NOT {Yes})
            OR (kind = 'case/Rated' AND CAST(payload ->> 'solved' AS text) NOT {Yes}
                AND payload ->> 'reason' IS NOT NULL))
        """;

    /// <summary>Where a fact takes its case; null where it stays.</summary>
    private const string Heap = $"""
        CASE
            WHEN {IsReopened} THEN 'Unassigned'
            WHEN kind IN ('case/Reported', 'case/ReviewOpened', 'case/SpotCheckOrdered', 'case/Filed',
                'case/DispatchOpened', 'case/Appealed', 'case/Unmerged', 'case/ReferralReturned', 'case/Returned',
                'case/Recalled') THEN 'Unassigned'
            WHEN kind = 'case/Dispatched' THEN 'Awaiting'
            WHEN kind IN ('case/ExtensionAsked', 'case/ExtensionGranted', 'case/ExtensionDenied',
                'case/ExtensionLapsed', 'case/Resumed', 'case/OneThingOpened', 'case/Rejoined', 'case/CheckFailed',
                'case/Reassigned') THEN 'Handling'
            WHEN kind = 'case/Pended' THEN 'Pending'
            WHEN kind IN ('case/Handled', 'case/HandledOnSpot', 'case/CheckOpened', 'case/Objected') THEN 'Checking'
            WHEN kind IN ('case/PartHandled', 'case/PartDropped')
                AND CAST(payload ->> 'isLast' AS text) {Yes} THEN 'Checking'
            WHEN kind IN ('case/CheckPassed', 'case/CheckLapsed')
                AND coalesce(CAST(payload ->> 'followUp' AS text), '0') {Yes} THEN 'Checking'
            WHEN kind = 'case/FollowedUp' AND CAST(payload ->> 'answered' AS text) NOT {Yes}
                AND CAST(payload ->> 'attempt' AS integer) < 3 THEN 'Checking'
            WHEN kind IN ('case/CheckPassed', 'case/CheckLapsed', 'case/FollowedUp', 'case/Rated', 'case/Closed',
                'case/Withdrawn', 'case/ClosedByFinding') THEN 'Closed'
            WHEN kind = 'case/Voided' THEN 'Voided'
            WHEN kind IN ('case/Merged', 'case/NotAccepted', 'case/NothingFound', 'case/ReferredOut') THEN 'Gone'
        END
        """;

    private const string EachCase = $"""
        SELECT
            max(payload ->> 'home') FILTER (WHERE version = 1) AS first_home,
            max({Version} || coalesce(payload ->> 'home', payload -> 'place' ->> 'home')) FILTER (WHERE kind IN (
                'case/Filed', 'case/Rehomed', 'case/Corrected', 'case/SpotConfirmed', 'case/Appealed')) AS moved_home,
            max(payload ->> 'severityProposed') FILTER (WHERE version = 1) AS proposed,
            max({Version} || (payload ->> 'severity')) FILTER (
                WHERE kind IN ('case/Filed', 'case/Corrected', 'case/DuplicateAdded')) AS severity,
            max(payload ->> 'limitBy') FILTER (WHERE version = 1) AS limit_by,
            max(payload ->> 'dueAt') FILTER (WHERE version = 1) AS first_due,
            max({Version} || coalesce(payload ->> 'dueAt', '')) FILTER (WHERE
                kind IN ('case/CheckFailed', 'case/Reassigned', 'case/ExtensionGranted', 'case/Recalled')
                OR (kind IN ('case/Accepted', 'case/Resumed', 'case/Handled') AND payload ->> 'dueAt' IS NOT NULL)
                OR (kind = 'case/DeadlineMoved' AND payload ->> 'clock' LIKE 'T5/%')) AS later_due,
            max({Version} || coalesce(payload ->> 'occurredAt', '@' || CAST(at_us AS text))) FILTER (WHERE
                kind = 'case/Handled' OR (kind IN ('case/PartHandled', 'case/PartDropped')
                    AND CAST(payload ->> 'isLast' AS text) {Yes})) AS handled,
            max({Version}) FILTER (WHERE kind = 'case/CheckFailed' OR {IsReopened}) AS anew,
            max({Version}) FILTER (WHERE kind = 'case/Accepted') AS accepted,
            count(*) FILTER (WHERE kind = 'case/HandledOnSpot') AS on_spot,
            count(*) FILTER (
                WHERE version = 1 AND CAST(payload ->> 'defaultPlace' AS text) {Yes}) AS default_place,
            count(*) FILTER (WHERE version = 1 AND tag IS NOT NULL) AS drill,
            max({Version} || {Heap}) AS heap
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
        var (first, later) = (Text(row, "first_due"), Text(row, "later_due"));
        var heap = HeapOf(row);
        return new CountedCase(
            Text(row, "first_home")!,
            Text(row, "moved_home")?[VersionDigits..] ?? Text(row, "first_home")!,
            heap == "Pending" ? "Handling" : heap,
            Text(row, "severity")?[VersionDigits..] ?? Text(row, "proposed") ?? "S4",
            heap == "Pending" ? null : Moment(bySource || later is null ? first : later[VersionDigits..]),
            Handled(row),
            Text(row, "on_spot") == "1",
            Text(row, "default_place") == "1",
            Text(row, "drill") == "1");
    }

    /// <summary>An order that was accepted since is handled; any other acceptance is of a task beside it.</summary>
    private static string HeapOf(DbDataReader row)
    {
        var last = Text(row, "heap")!;
        var isAccepted = string.CompareOrdinal(Text(row, "accepted"), last[..VersionDigits]) > 0;
        return last[VersionDigits..] is var heap && heap == "Awaiting" && isAccepted ? "Handling" : heap;
    }

    /// <summary>When it was handled, unless the work began anew since.</summary>
    private static DateTimeOffset? Handled(DbDataReader row)
    {
        if (Text(row, "handled") is not { } handled || string.CompareOrdinal(Text(row, "anew"), handled) > 0)
        {
            return null;
        }

        var moment = handled[VersionDigits..];
        return moment[0] == '@'
            ? DateTimeOffset.UnixEpoch.AddTicks(10 * long.Parse(moment[1..], CultureInfo.InvariantCulture))
            : Moment(moment);
    }

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
