using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Twin.Benchmarks.Measuring;
using Twin.Cli.Terminal;
using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

namespace Twin.Benchmarks.Peer;

/// <summary>The city against the usual design on the same PostgreSQL, same ground, same payload.</summary>
/// <remarks>
/// Both run in this process, commit synchronously and tell a listener of every report. A form of the usual design is
/// compared with the city under as many callers as serve the city best without being slower than that form, and always
/// in the fastest of the ways in which a program can tell it to the server.
/// </remarks>
internal sealed class PeerBench(Bench bench)
{
    private const double OrdinaryPerSecondAtLeast = 700;
    private const double TimesOrdinary = 8;
    private const double TimesLight = 3;
    private const double TimesBatches = 1.5;
    private const int Connections = 16;
    private const int BatchSize = 1_024;
    private const string Ordinary = "ordinary";
    private const string Light = "light";
    private const string Batches = "batches";
    private const string Recorded = "recorded";
    private static readonly string Payload = new('p', 200);

    private readonly Interleaved _runs = new();
    private long _conventional;
    private long _own;

    private static readonly Option<int> FewCallers = new("--few") { DefaultValueFactory = _ => 128 };
    private static readonly Option<int> ManyCallers = new("--many") { DefaultValueFactory = _ => 1_024 };

    public static Command Build() => Bench.Command(
        "peer",
        "The city against rows, counters and NOTIFY on PostgreSQL: a transaction a report, and micro-batches.",
        (bench, given, cancel) => new PeerBench(bench).Run(
            given.GetValue(FewCallers), given.GetValue(ManyCallers), cancel),
        FewCallers, ManyCallers);

    private async Task Run(int few, int many, CancellationToken cancel)
    {
        using var server = PostgresServer.Start(durable: true) ?? throw new InputException(
            "Found no PostgreSQL on this machine; expected initdb and pg_ctl. Install its server.");
        var town = new BenchTown();
        var connection = $"Host=127.0.0.1;Port={server.Port};Username=twin;Database=postgres";
        await using var conventional = new Conventional(connection, Payload);
        await conventional.Start(town.Grids, cancel);
        await Describe(connection, conventional.Lookup, cancel);
        await using var log = PostgresEventLog.Open(
            PostgresPlace.Parse(server.Place("bench")), new PostgresLogOptions(), TimeProvider.System,
            NullLogger.Instance);
        await using var own = await OwnCity.Start(log, town.City(), Payload);
        await using var recorder = new Recorder(server.Place("recorded"), own.Decided);

        Form[] forms =
        [
            .. Forms(conventional, own, few, many, cancel),
            new(Recorded, each => recorder.Record(each, cancel), Whose.Nobody),
        ];
        await Rounds(1, bench.SecondsOr(2) / 2, new Interleaved());
        await Rounds(bench.RoundsOr(5), bench.SecondsOr(3), _runs);
        await Compare([.. forms.Select(form => form.Name)], conventional, own, cancel);

        async Task Rounds(int rounds, TimeSpan each, Interleaved into) => await into.Run(
            rounds, [.. forms.Select(form => (form.Name, Keep(form, each, into, conventional, cancel)))]);
    }

    /// <summary>Each form of the peer in each way that its reference knows, and the city before and between.</summary>
    private static IEnumerable<Form> Forms(
        Conventional peer, OwnCity own, int few, int many, CancellationToken cancel)
    {
        yield return new("few", each => own.Report(few, each, cancel), Whose.City);
        foreach (var way in Enum.GetValues<Way>())
        {
            yield return new(Name(Ordinary, way), each => peer.Ordinary(Connections, way, true, each, cancel));
        }

        yield return new("many", each => own.Report(many, each, cancel), Whose.City);
        foreach (var way in Enum.GetValues<Way>())
        {
            yield return new(Name(Light, way), each => peer.Ordinary(Connections, way, false, each, cancel));
        }

        yield return new(Batches + "_compiled", each => peer.Batches(BatchSize, true, each, cancel));
        yield return new(Batches + "_plain", each => peer.Batches(BatchSize, false, each, cancel));
    }

    private static string Name(string form, Way way) => form + way switch
    {
        Way.Steps => "_steps",
        Way.Together => "_together",
        _ => "_function",
    };

    private Func<Task<double>> Keep(
        Form form, TimeSpan each, Interleaved into, Conventional peer, CancellationToken cancel) => async () =>
    {
        await peer.Clean(cancel);
        var reached = await form.Run(each);
        into.Add($"{form.Name}_p99_ms", reached.P99);
        if (form.By == Whose.City) _own += reached.Reports;
        else if (form.By == Whose.Peer) _conventional += reached.Reports;
        return reached.PerSecond;
    };

    private static async Task Describe(string connection, Lookup lookup, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var ask = source.CreateCommand(
            "SELECT version(), current_setting('synchronous_commit'), current_setting('fsync')");
        await using var row = await ask.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var version = row.GetString(0).Split(" on ")[0];
        Console.WriteLine($"server version=\"{version}\" synchronous_commit={row.GetString(1)} "
            + $"fsync={row.GetString(2)} lookup=\"{lookup.Name}\"");
    }

    private async Task Compare(string[] forms, Conventional conventional, OwnCity own, CancellationToken cancel)
    {
        foreach (var name in forms)
        {
            bench.Figure($"{name}_per_s", _runs[name], "reports/s");
            bench.Figure($"{name}_p99_ms", _runs[$"{name}_p99_ms"], "ms");
        }

        bench.AtLeast("ordinary_per_s_least", _runs[Fastest(Ordinary, forms)].Median, OrdinaryPerSecondAtLeast);
        Against(Fastest(Ordinary, forms), "ordinary", "few", TimesOrdinary);
        Against(Fastest(Light, forms), "light", "few", TimesLight);
        Against(Fastest(Batches, forms), "batches", "many", TimesBatches);
        bench.Figure("times_batches_recorded", _runs[Recorded].Median / _runs[Fastest(Batches, forms)].Median);
        await Checked(conventional, own, cancel);
    }

    /// <summary>The best of the ways of a form: the peer is never held to a worse one.</summary>
    private string Fastest(string form, string[] forms) =>
        forms.Where(name => name.StartsWith(form, StringComparison.Ordinal)).MaxBy(name => _runs[name].Median)!;

    private void Against(string peer, string form, string own, double times)
    {
        bench.Figure($"{form}_way", peer);
        bench.AtLeast($"times_{form}", _runs[own].Median / _runs[peer].Median, times);
        bench.AtMost($"p99_share_{form}", _runs[$"{own}_p99_ms"].Median / _runs[$"{peer}_p99_ms"].Median, 1);
    }

    /// <summary>A figure of a design that lost or doubled a report would be none.</summary>
    private async Task Checked(Conventional conventional, OwnCity own, CancellationToken cancel)
    {
        var (_, counted) = await conventional.Stored(cancel);
        if (counted != _conventional)
        {
            bench.Fault($"The usual design counts {counted} reports of {_conventional}.");
        }

        for (var i = 0; i < 100 && await own.Counted() != _own; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
        }

        if (await own.Counted() is var shown && shown != _own)
        {
            bench.Fault($"The city's board counts {shown} reports of {_own}.");
        }

        bench.Figure("facts_heard", own.Heard);
        bench.Figure("notifications_heard", conventional.Heard);
    }

    /// <summary>Who counts the reports of a form.</summary>
    private enum Whose { Peer, City, Nobody }

    private sealed record Form(string Name, Func<TimeSpan, Task<Reached>> Run, Whose By = Whose.Peer);
}
