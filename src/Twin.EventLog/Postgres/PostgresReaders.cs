using System.Collections.Immutable;
using Npgsql;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Postgres;

/// <summary>The reading connections of one log.</summary>
internal sealed class PostgresReaders : IChainReaders
{
    /// <summary>Seconds without a row after which a long walk gives up.</summary>
    private const int WalkSeconds = 60;

    private readonly NpgsqlDataSource _serving;
    private readonly NpgsqlDataSource _walking;

    public PostgresReaders(PostgresPlace place, PostgresLogOptions options)
    {
        _serving = NpgsqlDataSource.Create(place.Connect(options, parts =>
        {
            (parts.MaxPoolSize, parts.MaxAutoPrepare, parts.AutoPrepareMinUsages) = (options.ReadersMax, 16, 2);
            parts.Options = Plans;
        }));
        _walking = NpgsqlDataSource.Create(place.Connect(options, parts =>
        {
            (parts.CommandTimeout, parts.Pooling, parts.Options) = (WalkSeconds, false, Plans);
        }));
    }

    /// <summary>Every question has its index; a plan made before the first statistics must use it too.</summary>
    /// <remarks>A plan that has no index looks dear then, and would be compiled each time: so no JIT.</remarks>
    public const string Plans = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    public ValueTask<ImmutableArray<Fact>> Read(Wish wish, CancellationToken cancel) => wish.Of switch
    {
        Of.Stream => Facts(Questions.Stream, [wish.Name, wish.After, wish.AtMost], cancel),
        Of.Feed => Feed(wish, cancel),
        _ => Facts(Questions.All, [wish.After, wish.AtMost], cancel),
    };

    public ValueTask<Snapshot?> Snapshot(string stream, int foldVersion, CancellationToken cancel) => Ask(
        Questions.Snapshot,
        [stream, foldVersion],
        async rows => await rows.ReadAsync(cancel).ConfigureAwait(false)
            ? Questions.ReadSnapshot(rows, stream, foldVersion)
            : null,
        cancel);

    /// <summary>A walk on a connection of its own, beside the pool.</summary>
    public ValueTask<T> Read<T>(Func<IChainReader, T> read, CancellationToken cancel) =>
        new(Task.Run(() => ReadNow(read), cancel));

    public T ReadNow<T>(Func<IChainReader, T> read)
    {
        try
        {
            using var connection = _walking.OpenConnection();
            return read(new PostgresReader(connection));
        }
        catch (Exception failure) when (PostgresFailure.ToReader(failure) is var why && why != failure)
        {
            throw why;
        }
    }

    /// <exception cref="LogBrokenException">A newer version wrote it.</exception>
    public void CheckSchema()
    {
        using var connection = _walking.OpenConnection();
        Migrations.Expect(connection);
    }

    /// <summary>The server was away: what was connected before is of no use.</summary>
    public void Clear() => _serving.Clear();

    public void Dispose()
    {
        _serving.Dispose();
        _walking.Dispose();
    }

    private async ValueTask<ImmutableArray<Fact>> Feed(Wish wish, CancellationToken cancel)
    {
        var positions = new FeedPositions(wish.After, wish.AtMost);
        await Ask(
            Questions.FeedChunks,
            [wish.Name, wish.After],
            async rows =>
            {
                while (!positions.Full && await rows.ReadAsync(cancel).ConfigureAwait(false))
                {
                    positions.Add(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1));
                }

                return positions;
            },
            cancel).ConfigureAwait(false);
        var facts = await Facts(Questions.AtPositions, [positions.ToArray()], cancel).ConfigureAwait(false);
        return positions.Checked(wish.Name, facts);
    }

    private ValueTask<ImmutableArray<Fact>> Facts(
        string question, object[] parameters, CancellationToken cancel) => Ask(
        question,
        parameters,
        async rows =>
        {
            var facts = ImmutableArray.CreateBuilder<Fact>();
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                facts.Add(FactRows.Read(rows));
            }

            return facts.DrainToImmutable();
        },
        cancel);

    private async ValueTask<T> Ask<T>(
        string question, object[] parameters, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            var connection = await _serving.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            var command = Questions.Command(connection, question, parameters);
            await using var disposing = command.ConfigureAwait(false);
            var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using var ending = rows.ConfigureAwait(false);
            return await read(rows).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested
            && PostgresFailure.ToReader(failure) is var why && why != failure)
        {
            throw why;
        }
    }
}
