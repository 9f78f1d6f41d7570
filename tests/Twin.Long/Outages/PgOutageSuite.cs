using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.EventLog.Tests.Stores;
using Twin.Long.Kill;
using Twin.Long.Stage;

namespace Twin.Long.Outages;

/// <summary>Takes PostgreSQL away under load: stopped, hung, crashed. The city's server runs on.</summary>
internal sealed class PgOutageSuite(TimeSpan away, int perSecond, TempFolder folder)
{
    private const string Schema = "outage";
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NormalWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Rate = new("--rate") { DefaultValueFactory = _ => 200 };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<double> _recovered = [];

    public static Command Build() => new Command(
        "pg-outage", "PostgreSQL stopped, hung and crashed under load: all is answered, nothing acknowledged is lost.")
    {
        Seconds, Rate,
    }.As(async (given, outcome, cancel) =>
    {
        using var folder = new TempFolder();
        var away = TimeSpan.FromSeconds(given.GetValue(Seconds));
        await new PgOutageSuite(away, given.GetValue(Rate), folder).Run(outcome, cancel);
    });

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var postgres = PostgresServer.Start(durable: true) ?? throw new InputException(
            "Found no PostgreSQL on this machine; expected initdb and pg_ctl. Install its server.");
        await using var silo = SiloProcess.Of(folder.Of("data"), "small", "--log", postgres.Place(Schema));
        using var book = new KeyBook(folder.Of("keys.txt"));
        await silo.Start(cancel);
        Places places;
        using (var city = silo.Client())
        {
            places = new Places((await city.City(cancel)).Centre);
        }

        using var load = new SteadyLoad(silo.Url, book, places, perSecond, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = load.Run(stop.Token);
        await Outage("stopped", load, () => postgres.Stop(), postgres.Start, away, outcome, cancel);
        await Outage("hung", load, postgres.Hang, postgres.Resume, away, outcome, cancel);
        await Outage("crashed", load, () => postgres.Stop(crash: true), postgres.Start, Between, outcome, cancel);
        await Task.Delay(Between, _time, cancel);
        await stop.CancelAsync();
        await sending;
        outcome.Add("recoveredSeconds", string.Join(',', _recovered));
        await Compare(load, book, () => KeptReports.Read(postgres.Place(Schema), places), outcome, cancel);
        await Verified.Tell(silo, outcome, cancel);
    }

    private async Task Outage(
        string how, SteadyLoad load, Action begin, Action end, TimeSpan lasts, Outcome outcome,
        CancellationToken cancel)
    {
        await Task.Delay(Between, _time, cancel);
        var before = load.Stored;
        begin();
        await Task.Delay(lasts, _time, cancel);
        end();
        var back = _time.GetTimestamp();
        while (load.NormalSince(back) is null && _time.GetElapsedTime(back) < GiveUpAfter)
        {
            await Task.Delay(BetweenLooks, _time, cancel);
        }

        var took = load.NormalSince(back) is { } since ? _time.GetElapsedTime(back, since) : GiveUpAfter;
        _recovered.Add(Math.Round(took.TotalSeconds, 1));
        Console.Error.WriteLine($"{how}: stored before {before}, sent {load.Sent}, answered {load.Answered}, "
            + $"normal after {took.TotalSeconds:F1} s");
        if (took > NormalWithin)
        {
            outcome.Fault($"PostgreSQL was {how}: the city was normal {took.TotalSeconds:F1} s after it was back.");
        }
    }

    private static async Task Compare(
        SteadyLoad load, KeyBook book, Func<KeptReports> read, Outcome outcome, CancellationToken cancel)
    {
        var (sent, answered, stored) = (load.Sent, load.Answered, load.Stored);
        var (missing, doubled) = (0L, 0L);
        var kept = read();
        for (var number = 1; number <= book.Written; number++)
        {
            missing += book.Marks.ContainsKey(number) && kept.Of(number).Count == 0 ? 1 : 0;
            doubled += kept.Of(number).Count > 1 ? 1 : 0;
        }

        await Parallel.ForEachAsync(
            Enumerable.Range(1, book.Written).Where(number => !book.Marks.ContainsKey(number)),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel },
            async (number, _) => await load.SendAgain(number));
        kept = read();
        for (var number = 1; number <= book.Written; number++)
        {
            missing += kept.Of(number).Count == 0 ? 1 : 0;
            doubled += kept.Of(number).Count > 1 ? 1 : 0;
        }

        outcome.Add("sent", sent).Add("answered", answered).Add("stored", stored).Add("resent", sent - stored)
            .Add("slowestSeconds", Math.Round(load.Slowest.TotalSeconds, 1))
            .Add("missing", missing).Add("doubled", doubled);
        outcome.MustBe("answers", sent, answered).MustBe("missing facts", 0, missing)
            .MustBe("doubled facts", 0, doubled).MustBe("reports in the log", book.Written, kept.Count);
    }
}
