using System.Data.Common;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Postgres;
using Twin.EventLog.Sqlite;

namespace Twin.EventLog;

/// <summary>Opens the log of a running city from outside, by the place that its health tells.</summary>
public static class LogPlaces
{
    /// <summary>A file that is there, or a database; the password comes with it or from PGPASSWORD.</summary>
    public static bool IsReachable(string place) => PostgresPlace.IsPlace(place) || File.Exists(place);

    /// <exception cref="LogBrokenException">There is no log of ours.</exception>
    public static IEventLog OpenReadOnly(string place, TimeProvider time) => PostgresPlace.IsPlace(place)
        ? PostgresEventLog.OpenReadOnly(PostgresPlace.Parse(place), time)
        : SqliteEventLog.OpenReadOnly(place, time);

    /// <summary>A connection for plain SQL over <c>facts_view</c> and <c>feeds_view</c>; not opened yet.</summary>
    public static DbConnection Sql(string place) => PostgresPlace.IsPlace(place)
        ? PostgresPlace.Parse(place).Sql()
        : new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = place,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
}
