using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The way back to a server that was out of reach, on a lane that may be left half-way.</summary>
internal sealed class WayBack(PostgresPlace place, PostgresLogOptions options, PostgresSession before) : IDisposable
{
    public PostgresSession? Session { get; private set; }

    public PostgresStatements? Statements { get; private set; }

    /// <summary>Where the log ends, now that nobody else writes it.</summary>
    public CommitRecord Last { get; private set; }

    public long IndexedTo { get; private set; }

    public bool Go()
    {
        Session = PostgresSession.Return(place, options, before);
        (Last, IndexedTo) = (Session.Reader.LastCommit(), Session.Reader.IndexedTo());
        Statements = new PostgresStatements(Session);
        return true;
    }

    public void Dispose() => Session?.Dispose();
}
