using System.Globalization;
using Npgsql;
using Twin.Geo;

namespace Twin.Benchmarks.Peer;

/// <summary>The usual design: rows and counters in PostgreSQL, a transaction for each report, NOTIFY.</summary>
/// <remarks>As the reference does it. Grid, community and city each keep a counter; the city's row is hot.</remarks>
internal sealed class Conventional(string connection, string payload) : IAsyncDisposable
{
    private const string Insert =
        "INSERT INTO report(grid_id, community_id, kind, lng, lat, payload) VALUES($1, $2, 1, $3, $4, $5)";

    private const string Take = "SELECT take($1, $2, $3, $4)";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
    {
        MaxPoolSize = 64,
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 1,
        NoResetOnClose = true,
    });

    private readonly CancellationTokenSource _stop = new();
    private Task _listening = Task.CompletedTask;
    private Lookup? _lookup;
    private long _heard;

    /// <summary>Notifications that have arrived.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>How the grid of a place is found.</summary>
    public Lookup Lookup => _lookup ?? throw new InvalidOperationException("Not started.");

    public async Task Start(IReadOnlyList<Outline> grids, CancellationToken cancel)
    {
        _lookup = await Lookup.Of(_source, cancel);
        await Run(PeerSchema.Create(_lookup), cancel);
        await _source.ReloadTypesAsync(cancel);
        await using (var line = await _source.OpenConnectionAsync(cancel))
        await using (var copy = await line.BeginTextImportAsync("COPY grid FROM STDIN", cancel))
        {
            foreach (var (number, grid) in grids.Index())
            {
                await copy.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number}\t{BenchTown.CommunityOf(number)}\t{_lookup.Text(grid)}\n"));
            }
        }

        await Run(PeerSchema.Fill(_lookup), cancel);
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

    /// <summary>A transaction for each report: found, stored, counted and told.</summary>
    /// <param name="connections">As many callers, one on each.</param>
    /// <param name="way">In which words the transaction is told to the server.</param>
    /// <param name="whole">False leaves out the city's row and NOTIFY.</param>
    public async Task<Reached> Ordinary(
        int connections, Way way, bool whole, TimeSpan atLeast, CancellationToken cancel)
    {
        var lines = await Open(connections, cancel);
        var reached = await Reached.By(connections, 1, atLeast, (at, chance) => way switch
        {
            Way.Function => Call(lines[at], BenchTown.Anywhere(chance), whole, cancel),
            Way.Together => Send(lines[at], BenchTown.Anywhere(chance), whole, cancel),
            _ => Steps(lines[at], BenchTown.Anywhere(chance), whole, cancel),
        });
        await Close(lines);
        return reached;
    }

    /// <summary>Reports that came together in one statement.</summary>
    /// <param name="size">Reports a statement.</param>
    /// <param name="compiled">Whether the server compiles the plan, as it does unless it is told not to.</param>
    public async Task<Reached> Batches(int size, bool compiled, TimeSpan atLeast, CancellationToken cancel)
    {
        var lines = await Open(1, cancel);
        await using (var set = new NpgsqlCommand($"SET jit = {(compiled ? "on" : "off")}", lines[0]))
        {
            await set.ExecuteNonQueryAsync(cancel);
        }

        var (lng, lat) = (new double[size], new double[size]);
        await using var command = new NpgsqlCommand(PeerSchema.Batch(Lookup), lines[0])
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

    private async Task Call(NpgsqlConnection line, LngLat at, bool whole, CancellationToken cancel)
    {
        await using var take = new NpgsqlCommand(Take, line)
        {
            Parameters =
            {
                new() { Value = at.Lng }, new() { Value = at.Lat }, new() { Value = payload }, new() { Value = whole },
            },
        };
        if ((long)(await take.ExecuteScalarAsync(cancel))! < 0)
        {
            throw new InvalidDataException($"No grid holds {at}.");
        }
    }

    private async Task Send(NpgsqlConnection line, LngLat at, bool whole, CancellationToken cancel)
    {
        var (grid, community) = await GridOf(line, at, cancel);
        await using var batch = new NpgsqlBatch(line);
        foreach (var (text, values) in Statements(grid, community, at, whole))
        {
            var command = new NpgsqlBatchCommand(text);
            Array.ForEach(values, value => command.Parameters.Add(new NpgsqlParameter { Value = value }));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    private async Task Steps(NpgsqlConnection line, LngLat at, bool whole, CancellationToken cancel)
    {
        await using var transaction = await line.BeginTransactionAsync(cancel);
        var (grid, community) = await GridOf(line, at, cancel);
        foreach (var (text, values) in Statements(grid, community, at, whole))
        {
            await using var command = new NpgsqlCommand(text, line);
            Array.ForEach(values, value => command.Parameters.Add(new NpgsqlParameter { Value = value }));
            await command.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private IEnumerable<(string Text, object[] Values)> Statements(int grid, int community, LngLat at, bool whole)
    {
        yield return (Insert, [grid, community, at.Lng, at.Lat, payload]);
        yield return ("UPDATE grid_counter SET n = n + 1 WHERE id = $1", [grid]);
        yield return ("UPDATE community_counter SET n = n + 1 WHERE id = $1", [community]);
        if (whole)
        {
            yield return ("UPDATE city_counter SET n = n + 1 WHERE id = 1", []);
            yield return ("SELECT pg_notify('city', $1)", [grid.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    private async Task<(int Grid, int Community)> GridOf(
        NpgsqlConnection line, LngLat at, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(Lookup.Find("$1", "$2"), line)
        {
            Parameters = { new() { Value = at.Lng }, new() { Value = at.Lat } },
        };
        await using var row = await find.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (row.GetInt32(0), row.GetInt32(1))
            : throw new InvalidDataException($"No grid holds {at}.");
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
