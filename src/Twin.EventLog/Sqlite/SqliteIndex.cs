using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Sqlite;

/// <summary>The index tables by stream and feed, written in bulk behind the facts.</summary>
/// <remarks>
/// A commit only adds at the right end of one table. The two indexes touch pages everywhere; written for thousands of
/// facts at once and in key order they cost a fifth of what they would cost with each commit.
/// </remarks>
internal sealed class SqliteIndex : IDisposable
{
    private readonly Terms _terms;
    private readonly Tail _tail;
    private readonly Statement _streamFact;
    private readonly Statement _feedFact;
    private readonly Statement _mark;
    private readonly Statement _streamHead;
    private readonly Statement _atOf;
    private readonly Statement _ofCommand;
    private readonly ArrayBufferWriter<byte> _chunk = new();

    public SqliteIndex(SqliteConnection connection, Terms terms, Tail tail)
    {
        (_terms, _tail) = (terms, tail);
        _streamFact = new Statement(connection, "INSERT INTO stream_facts VALUES(?1, ?2, ?3, ?4)");
        _feedFact = new Statement(connection, "INSERT INTO feed_facts VALUES(?1, ?2, ?3)");
        _mark = new Statement(connection, "UPDATE marks SET value = ?1 WHERE name = 'indexed_to'");
        _streamHead = new Statement(
            connection, "SELECT version, position, command_hash FROM stream_facts WHERE stream = ?1 ORDER BY version");
        _atOf = new Statement(connection, "SELECT at_us FROM facts WHERE position = ?1");
        _ofCommand = new Statement(
            connection,
            $"SELECT {FactRow.Columns} FROM stream_facts s JOIN facts f USING(position) "
            + "WHERE s.stream = ?1 AND s.command_hash = ?2 ORDER BY s.version");
    }

    public StreamHead LoadStream(string stream)
    {
        var head = new StreamHead();
        var last = 0L;
        _streamHead.Bind(1, stream);
        while (_streamHead.Step())
        {
            (head.Version, last) = (_streamHead.Int(0), _streamHead.Int(1));
            head.Commands.Add(_streamHead.Int(2));
        }

        if (last > 0 && _atOf.Bind(1, last).Step())
        {
            head.AtMicros = _atOf.Int(0);
            _atOf.Reset();
        }

        foreach (var fact in _tail.Stream(stream, head.Version, int.MaxValue))
        {
            head.Add(fact);
        }

        return head;
    }

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        _ofCommand.Bind(1, stream).Bind(2, CommandSet.HashOf(commandId));
        while (_ofCommand.Step())
        {
            facts.Add(FactRow.Read(_ofCommand, id => _terms.TextOf(id)!));
        }

        facts.AddRange(_tail.Stream(stream, 0, int.MaxValue));
        return [.. facts.Where(fact => fact.CommandId == commandId)];
    }

    /// <summary>Writes the whole tail in the open transaction; answers the position it now reaches to.</summary>
    public long Write()
    {
        foreach (var (stream, ofStream) in _tail.ByStream())
        {
            foreach (var fact in ofStream)
            {
                _streamFact.Bind(1, stream).Bind(2, fact.Version).Bind(3, fact.Position);
                _streamFact.Bind(4, CommandSet.HashOf(fact.CommandId)).Run();
            }
        }

        foreach (var (feed, inFeed) in _tail.ByFeed())
        {
            WriteChunk(feed, inFeed);
        }

        _mark.Bind(1, _tail.Last).Run();
        return _tail.Last;
    }

    /// <summary>Throws both indexes away and writes them again from the facts.</summary>
    public static void Rebuild(SqliteConnection connection, SqliteReader reader, Terms terms)
    {
        const int FactsTogether = 50_000;
        Schema.Run(connection, "DELETE FROM stream_facts; DELETE FROM feed_facts; "
            + "INSERT OR REPLACE INTO marks VALUES('indexed_to', 0);");
        var tail = new Tail(0);
        using var index = new SqliteIndex(connection, terms, tail);
        while (reader.All(tail.Last, FactsTogether) is { IsEmpty: false } facts)
        {
            tail.Add(facts.AsSpan());
            using var transaction = connection.BeginTransaction();
            var indexedTo = index.Write();
            transaction.Commit();
            tail.DropTo(indexedTo);
        }
    }

    private void WriteChunk(string feed, List<Fact> facts)
    {
        _chunk.ResetWrittenCount();
        var last = 0L;
        foreach (var fact in facts)
        {
            FeedChunk.Write(_chunk, fact.Position - last);
            last = fact.Position;
        }

        _feedFact.Bind(1, _terms.Known(feed)).Bind(2, Tail.NumberIn(feed, facts[0]));
        _feedFact.BindBlob(3, _chunk.WrittenSpan).Run();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _streamFact, _feedFact, _mark, _streamHead, _atOf, _ofCommand })
        {
            statement.Dispose();
        }
    }
}
