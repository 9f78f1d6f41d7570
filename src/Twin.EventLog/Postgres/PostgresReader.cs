using System.Collections.Immutable;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>Reads over one connection, in turn: for opening, checking and reading from outside.</summary>
/// <param name="connection">Used by nobody else meanwhile.</param>
/// <param name="seconds">For one answer; null leaves it to the connection.</param>
internal sealed partial class PostgresReader(NpgsqlConnection connection, int? seconds = null) : IChainReader
{
    public ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost) =>
        Facts(Questions.Stream, stream, afterVersion, atMost);

    /// <summary>Facts of one command in a stream.</summary>
    public ImmutableArray<Fact> OfCommand(string stream, string commandId) =>
        Facts(Questions.OfCommand, stream, commandId);

    public ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost)
    {
        var positions = new FeedPositions(afterNumber, atMost);
        using (var chunks = Ask(Questions.FeedChunks, feed, afterNumber))
        {
            while (!positions.Full && chunks.Read())
            {
                positions.Add(chunks.GetInt64(0), chunks.GetFieldValue<byte[]>(1));
            }
        }

        return positions.Checked(feed, Facts(Questions.AtPositions, positions.ToArray()));
    }

    public ImmutableArray<Fact> All(long afterPosition, int atMost) => Facts(Questions.All, afterPosition, atMost);

    public CommitRecord LastCommit() => Commits(Questions.LastCommit) is [var last]
        ? last
        : new CommitRecord(0, 0, 0, 0, ChainHash.Start);

    public List<CommitRecord> CommitsAfter(long number, int atMost) => Commits(Questions.CommitsAfter, number, atMost);

    public string? HashOf(long commit) =>
        Commits(Questions.CommitsAfter, commit - 1, 1) is [var found] && found.Number == commit
            ? found.Head.Hash
            : null;

    public Snapshot? Snapshot(string stream, int foldVersion)
    {
        using var row = Ask(Questions.Snapshot, stream, foldVersion);
        return row.Read() ? Questions.ReadSnapshot(row, stream, foldVersion) : null;
    }

    /// <summary>Several reads between begin and end see one state of the log.</summary>
    public void Begin() => Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

    public void End() => Run("COMMIT");

    private List<CommitRecord> Commits(string question, params object[] parameters)
    {
        var commits = new List<CommitRecord>();
        using var rows = Ask(question, parameters);
        while (rows.Read())
        {
            commits.Add(new CommitRecord(
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3),
                rows.GetFieldValue<byte[]>(4)));
        }

        return commits;
    }

    private ImmutableArray<Fact> Facts(string question, params object[] parameters)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        using var rows = Ask(question, parameters);
        while (rows.Read())
        {
            facts.Add(FactRows.Read(rows));
        }

        return facts.DrainToImmutable();
    }

    private NpgsqlDataReader Ask(string question, params object[] parameters)
    {
        using var command = Questions.Command(connection, question, parameters);
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        return command.ExecuteReader();
    }

    private void Run(string statement)
    {
        using var command = new NpgsqlCommand(statement, connection);
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        command.ExecuteNonQuery();
    }
}
