using System.Net.Sockets;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>What an error of PostgreSQL or of the network means for a write, and for a read.</summary>
internal static class PostgresFailure
{
    public static Failure Meaning(Exception failure) => failure switch
    {
        PostgresException told => Meaning(told.SqlState),
        NpgsqlException or IOException or SocketException or TimeoutException => Failure.Unreachable,
        LogUnavailableException => Failure.Unreachable,
        LogBrokenException => Failure.OutcomeUnknown,
        _ => Failure.OfABatch,
    };

    /// <summary>The exception that a reader gets.</summary>
    public static Exception ToReader(Exception failure) => failure switch
    {
        NpgsqlException when Meaning(failure) == Failure.Unreachable => OutOfReach(failure),
        IOException or SocketException or TimeoutException => OutOfReach(failure),
        NpgsqlException => new LogBrokenException(
            $"The log cannot be read: {failure.Message} Run a check; restore from a backup.", failure),
        _ => failure,
    };

    public static LogUnavailableException OutOfReach(Exception failure) => new(
        $"PostgreSQL is out of reach: {failure.Message.TrimEnd('.')}. Try again soon.", failure);

    /// <summary>A server that told an error has rolled back; these codes say more.</summary>
    private static Failure Meaning(string state) => state switch
    {
        Migrations.Fenced => Failure.OutcomeUnknown,

        // A place is taken twice, or pages are damaged: the log is not as this writer knows it.
        PostgresErrorCodes.UniqueViolation => Failure.OutcomeUnknown,
        _ when state.StartsWith("XX", StringComparison.Ordinal) => Failure.OutcomeUnknown,

        // Shutting down, starting up, crashed, no connection left, a statement that hung.
        _ when state.StartsWith("57", StringComparison.Ordinal) => Failure.Unreachable,
        _ when state.StartsWith("08", StringComparison.Ordinal) => Failure.Unreachable,
        PostgresErrorCodes.TooManyConnections => Failure.Unreachable,

        // Disk full, memory short, standby, locked: nothing of a batch's making.
        _ when state.StartsWith("53", StringComparison.Ordinal) => Failure.OfTheStore,
        _ when state.StartsWith("58", StringComparison.Ordinal) => Failure.OfTheStore,
        _ when state.StartsWith("40", StringComparison.Ordinal) => Failure.OfTheStore,
        _ when state.StartsWith("25", StringComparison.Ordinal) => Failure.OfTheStore,
        _ when state.StartsWith("28", StringComparison.Ordinal) => Failure.OfTheStore,
        PostgresErrorCodes.LockNotAvailable => Failure.OfTheStore,
        _ => Failure.OfABatch,
    };
}
