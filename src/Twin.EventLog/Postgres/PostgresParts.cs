using Microsoft.Extensions.Logging;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>A log's tables, held, looked at and read in to where the last run left them.</summary>
internal sealed class PostgresParts
{
    private PostgresParts(PostgresPlace place, PostgresSession session, PostgresLogOptions options)
    {
        (Place, Session) = (place, session);
        Known = new KnownStreams(options.StreamsKnownMax);
    }

    public PostgresPlace Place { get; }

    public PostgresSession Session { get; }

    public HeadFile? HeadFile { get; private set; }

    public Tail Tail { get; private set; } = new(0, byStream: false);

    public CommitRecord Last { get; private set; }

    public FeedHeads FeedHeads { get; } = new();

    public KnownStreams Known { get; }

    /// <exception cref="LogBrokenException">Held by another process, damaged, or out of reach.</exception>
    public static PostgresParts Open(PostgresPlace place, PostgresLogOptions options, ILogger logger)
    {
        PostgresSession? session = null;
        PostgresParts? parts = null;
        try
        {
            session = PostgresSession.Open(place, options);
            parts = new PostgresParts(place, session, options);
            parts.ReadIn(options, logger);
            return parts;
        }
        catch (Exception broken)
        {
            parts?.HeadFile?.Dispose();
            session?.Dispose();
            throw broken is NpgsqlException or TimeoutException
                ? new LogBrokenException(
                    $"The log {place} cannot be opened: {broken.Message} Nothing was changed; check that the server "
                    + "runs and that user, password and database are right.", broken)
                : broken;
        }
    }

    private void ReadIn(PostgresLogOptions options, ILogger logger)
    {
        var reader = new PostgresReader(Session.Connection, options.OpeningSeconds);
        Last = reader.LastCommit();
        HeadFile = options.HeadFile is { } file ? new HeadFile(file) : null;
        OpeningCheck.Look(reader, Last, HeadFile, logger);
        if (options.RebuildIndex)
        {
            Rebuild(reader);
        }

        Tail = new Tail(OpeningCheck.IndexedTo(reader, Last), byStream: false);
        Tail.Add(reader.All(Tail.IndexedTo, int.MaxValue).AsSpan());
        reader.FeedHeads().ForEach(FeedHeads.Move);
        FeedHeads.Move(Tail.All(0, int.MaxValue).AsSpan());
        foreach (var fact in Tail.All(0, int.MaxValue))
        {
            Known.Add(fact.Stream);
        }

        HeadFile?.Write(Last.Head);
    }

    /// <summary>Throws both indexes away and writes them again from the facts.</summary>
    private void Rebuild(PostgresReader reader)
    {
        const int FactsTogether = 50_000;
        using (var empty = new NpgsqlCommand(
            "REINDEX INDEX facts_by_stream; TRUNCATE feed_facts; UPDATE marks SET value = 0 WHERE name = 'indexed_to'",
            Session.Connection))
        {
            empty.CommandTimeout = 0;
            empty.ExecuteNonQuery();
        }

        using var statements = new PostgresStatements(Session);
        var tail = new Tail(0, byStream: false);
        while (reader.All(tail.Last, FactsTogether) is { IsEmpty: false } facts)
        {
            tail.Add(facts.AsSpan());
            statements.Keep([], tail, index: true)();
            tail.DropTo(tail.Last);
        }
    }
}
