using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Twin.Geo;

namespace Twin.Benchmarks.Peer;

/// <summary>The usual design: rows and counters in PostgreSQL, a transaction for each report, NOTIFY.</summary>
/// <remarks>
/// Without PostGIS the grid of a place is found by PostgreSQL's own <c>polygon @&gt; point</c> over a GiST index, which
/// needs no extension and is no slower. Grid, community and city each keep a counter; the city's row is hot.
/// </remarks>
internal sealed class Conventional(string connection, string payload) : IAsyncDisposable
{
    private const string Schema = """
        CREATE TABLE grid(id int PRIMARY KEY, community_id int NOT NULL, outline polygon NOT NULL);
        CREATE TABLE report(
            id bigserial PRIMARY KEY, grid_id int NOT NULL REFERENCES grid(id), community_id int NOT NULL,
            kind int NOT NULL, lng float8 NOT NULL, lat float8 NOT NULL, payload text NOT NULL,
            status text NOT NULL DEFAULT 'open', created timestamptz NOT NULL DEFAULT now());
        CREATE INDEX ON report(grid_id, status);
        CREATE TABLE grid_counter(id int PRIMARY KEY, n bigint NOT NULL);
        CREATE TABLE community_counter(id int PRIMARY KEY, n bigint NOT NULL);
        CREATE TABLE city_counter(id int PRIMARY KEY, n bigint NOT NULL);
        INSERT INTO city_counter VALUES(1, 0);
        """;

    private const string Filled = """
        CREATE INDEX ON grid USING gist(outline);
        INSERT INTO grid_counter SELECT id, 0 FROM grid;
        INSERT INTO community_counter SELECT DISTINCT community_id, 0 FROM grid;
        ANALYZE;
        """;

    private const string Find = "SELECT id, community_id FROM grid WHERE outline @> point($1, $2) LIMIT 1";

    private const string Insert =
        "INSERT INTO report(grid_id, community_id, kind, lng, lat, payload) VALUES($1, $2, 1, $3, $4, $5)";

    // A whole batch in one statement. One connection sends it, so no two of them wait crosswise.
    private const string Batch = """
        WITH place AS (SELECT * FROM unnest($1::float8[], $2::float8[]) AS one(lng, lat)),
        stored AS (
            INSERT INTO report(grid_id, community_id, kind, lng, lat, payload)
            SELECT held.id, held.community_id, 1, place.lng, place.lat, $3 FROM place
            CROSS JOIN LATERAL (SELECT id, community_id FROM grid WHERE outline @> point(lng, lat) LIMIT 1) held
            RETURNING id, grid_id, community_id),
        by_grid AS (
            UPDATE grid_counter c SET n = c.n + s.n
            FROM (SELECT grid_id, count(*) n FROM stored GROUP BY 1) s WHERE c.id = s.grid_id),
        by_community AS (
            UPDATE community_counter c SET n = c.n + s.n
            FROM (SELECT community_id, count(*) n FROM stored GROUP BY 1) s WHERE c.id = s.community_id),
        by_city AS (UPDATE city_counter SET n = n + (SELECT count(*) FROM stored) WHERE id = 1)
        SELECT count(pg_notify('city', grid_id || ':' || id)) FROM stored
        """;

    // Compiling a plan takes longer than a batch: no careful owner of this design would leave it on.
    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connection)
        {
            MaxPoolSize = 64,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
            Options = "-c jit=off",
        }.ToString()).Build();

    private readonly CancellationTokenSource _stop = new();
    private Task _listening = Task.CompletedTask;
    private long _heard;

    /// <summary>Notifications that have arrived.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    public async Task Start(IReadOnlyList<Outline> grids, CancellationToken cancel)
    {
        await Run(Schema, cancel);
        await using (var line = await _source.OpenConnectionAsync(cancel))
        await using (var copy = await line.BeginBinaryImportAsync("COPY grid FROM STDIN (FORMAT binary)", cancel))
        {
            foreach (var (number, grid) in grids.Index())
            {
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(number, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(BenchTown.CommunityOf(number), NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(
                    new NpgsqlPolygon(grid.RingPoints(0).SkipLast(1).Select(at => new NpgsqlPoint(at.Lng, at.Lat))),
                    NpgsqlDbType.Polygon, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await Run(Filled, cancel);
        var ear = await _source.OpenConnectionAsync(cancel);
        ear.Notification += (_, _) => Interlocked.Increment(ref _heard);
        await using (var listen = new NpgsqlCommand("LISTEN city", ear))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        _listening = Listen(ear);
    }

    /// <summary>Every run begins with as few rows and as little to clean up.</summary>
    public async Task Clean(CancellationToken cancel)
    {
        await Run("TRUNCATE report", cancel);
        foreach (var table in (string[])["grid_counter", "community_counter", "city_counter"])
        {
            await Run($"VACUUM {table}", cancel);
        }

        await Run("CHECKPOINT", cancel);
    }

    /// <summary>A transaction for each report: found, then stored, counted and told in one go.</summary>
    /// <param name="whole">False leaves out the city's row and NOTIFY.</param>
    public async Task<Reached> Ordinary(int connections, bool whole, TimeSpan atLeast, CancellationToken cancel)
    {
        var lines = await Open(connections, cancel);
        var reached = await Reached.By(
            connections, 1, atLeast, (at, chance) => Report(lines[at], BenchTown.Anywhere(chance), whole, cancel));
        await Close(lines);
        return reached;
    }

    /// <summary>Reports that came together in one statement.</summary>
    public async Task<Reached> Batches(int size, TimeSpan atLeast, CancellationToken cancel)
    {
        var lines = await Open(1, cancel);
        var (lng, lat) = (new double[size], new double[size]);
        await using var command = new NpgsqlCommand(Batch, lines[0])
        {
            Parameters =
            {
                new NpgsqlParameter<double[]> { TypedValue = lng },
                new NpgsqlParameter<double[]> { TypedValue = lat },
                new NpgsqlParameter<string> { TypedValue = payload },
            },
        };
        var reached = await Reached.By(1, size, atLeast, async (_, chance) =>
        {
            for (var i = 0; i < size; i++)
            {
                (lng[i], lat[i]) = BenchTown.Anywhere(chance);
            }

            var stored = (long)(await command.ExecuteScalarAsync(cancel))!;
            if (stored != size)
            {
                throw new InvalidDataException($"A batch of {size} stored {stored} reports.");
            }
        });
        await Close(lines);
        return reached;
    }

    /// <summary>Rows that are there, and what the grids count.</summary>
    public async Task<(long Rows, long Counted)> Stored(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(
            "SELECT (SELECT count(*) FROM report), (SELECT sum(n)::bigint FROM grid_counter)");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    private async Task Report(NpgsqlConnection line, LngLat at, bool whole, CancellationToken cancel)
    {
        await using var transaction = await line.BeginTransactionAsync(cancel);
        var (grid, community) = await GridOf(line, at, cancel);
        await using var batch = new NpgsqlBatch(line, transaction)
        {
            BatchCommands =
            {
                Command(Insert, grid, community, at.Lng, at.Lat, payload),
                Command("UPDATE grid_counter SET n = n + 1 WHERE id = $1", grid),
                Command("UPDATE community_counter SET n = n + 1 WHERE id = $1", community),
            },
        };
        if (whole)
        {
            batch.BatchCommands.Add(Command("UPDATE city_counter SET n = n + 1 WHERE id = 1"));
            batch.BatchCommands.Add(
                Command("SELECT pg_notify('city', $1)", grid.ToString(CultureInfo.InvariantCulture)));
        }

        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<(int Grid, int Community)> GridOf(
        NpgsqlConnection line, LngLat at, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(Find, line)
        {
            Parameters = { new() { Value = at.Lng }, new() { Value = at.Lat } },
        };
        await using var row = await find.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (row.GetInt32(0), row.GetInt32(1))
            : throw new InvalidDataException($"No grid holds {at}.");
    }

    private static NpgsqlBatchCommand Command(string text, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task<NpgsqlConnection[]> Open(int connections, CancellationToken cancel)
    {
        var lines = new NpgsqlConnection[connections];
        for (var i = 0; i < connections; i++)
        {
            lines[i] = await _source.OpenConnectionAsync(cancel);
        }

        return lines;
    }

    private static async Task Close(NpgsqlConnection[] lines)
    {
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
    }

    private async Task Listen(NpgsqlConnection ear)
    {
        await using (ear)
        {
            try
            {
                while (true)
                {
                    await ear.WaitAsync(_stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The benchmark is over.
            }
        }
    }

    private async Task Run(string text, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(text);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
