using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.Long.Stage;

namespace Twin.Long.Kill;

/// <summary>Kills the server at random moments under load and looks for every key afterwards.</summary>
internal sealed class KillSuite(int times, int seed, TempFolder folder)
{
    private const int ManyOnTheWay = 20;
    private const int ReceiptsAsked = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private static readonly Option<int> Times = new("--times") { DefaultValueFactory = _ => 50 };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Keep = new("--keep") { Description = "use and keep this data folder" };

    private readonly Random _chance = new(seed);
    private readonly TimeProvider _time = TimeProvider.System;
    private long _missing;
    private long _doubled;

    public static Command Build() => new Command("kill", "SIGKILL under load: nothing acknowledged is missing.")
    {
        Times, Seed, Keep,
    }.As(async (given, outcome, cancel) =>
    {
        using var folder = new TempFolder(given.GetValue(Keep));
        await new KillSuite(given.GetValue(Times), given.GetValue(Seed), folder).Run(outcome, cancel);
    });

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        await using var silo = SiloProcess.Of(folder.Of("data"));
        using var book = new KeyBook(folder.Of("keys.txt"));
        await silo.Start(cancel);
        var (places, log) = await LookAround(silo, outcome, cancel);
        var bursts = new Bursts(book, places, _time);
        var (manyOnTheWay, sending) = (0, TimeSpan.Zero);
        for (var kill = 1; kill <= times; kill++)
        {
            var start = _time.GetTimestamp();
            manyOnTheWay += await SendAndKill(silo, bursts, waitForMany: kill % 3 == 0, cancel) ? 1 : 0;
            sending += _time.GetElapsedTime(start);
            await silo.Start(cancel);
            await CheckSync(silo, outcome, cancel);
            Check(book, KeptReports.Read(log, places), outcome, $"after kill {kill}");
            await CheckReceipts(silo, book, outcome, cancel);
            Console.Error.WriteLine(
                $"kill {kill}/{times}: sent {book.Written}, marked {book.Marks.Count}, many on the way {manyOnTheWay}");
        }

        var (sent, marked) = (book.Written, book.Marks.Count);
        await SendAllAgain(silo, book, bursts, outcome, cancel);
        CheckEachOnce(book, KeptReports.Read(log, places), outcome);
        outcome.Add("kills", times).Add("inFlightOver20", manyOnTheWay).Add("sent", sent).Add("marked", marked)
            .Add("perSecond", Math.Round(sent / sending.TotalSeconds)).Add("resent", sent)
            .Add("missing", _missing).Add("doubled", _doubled);
        await Verified.Tell(silo, outcome, cancel);
        if (manyOnTheWay * 5 < times)
        {
            outcome.Fault($"Only {manyOnTheWay} of {times} kills had more than {ManyOnTheWay} requests on the way.");
        }

        if (sent < 200 * sending.TotalSeconds)
        {
            outcome.Fault("Fewer than 200 reports a second were sent.");
        }
    }

    private static async Task<(Places Places, string Log)> LookAround(
        SiloProcess silo, Outcome outcome, CancellationToken cancel)
    {
        using var city = silo.Client();
        await CheckSync(silo, outcome, cancel);
        return (new Places((await city.City(cancel)).Centre), (await city.Ready(cancel)).Log.Place);
    }

    /// <summary>The live connection itself says that every commit is synced.</summary>
    private static async Task CheckSync(SiloProcess silo, Outcome outcome, CancellationToken cancel)
    {
        using var city = silo.Client();
        var settings = (await city.Ready(cancel)).Log.Settings;
        if (settings.GetValueOrDefault("synchronous") != "2")
        {
            outcome.Fault($"The connection says synchronous={settings.GetValueOrDefault("synchronous")}; expected 2.");
        }
    }

    /// <summary>True when more than twenty requests were on the way at the kill.</summary>
    private async Task<bool> SendAndKill(
        SiloProcess silo, Bursts bursts, bool waitForMany, CancellationToken cancel)
    {
        using var city = silo.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sending = bursts.Run(city, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(0.3 + (2.7 * _chance.NextDouble())), _time, cancel);
        while (waitForMany && bursts.OnTheWay <= ManyOnTheWay)
        {
            await Task.Delay(LookEvery, _time, cancel);
        }

        var many = bursts.OnTheWay > ManyOnTheWay;
        await silo.Kill();
        await stop.CancelAsync();
        await sending;
        return many;
    }

    private void Check(KeyBook book, KeptReports kept, Outcome outcome, string when)
    {
        for (var number = 1; number <= book.Written; number++)
        {
            var found = kept.Of(number);
            var mark = book.Marks.GetValueOrDefault(number);
            if (mark is not null && found.Count == 0)
            {
                _missing++;
                outcome.Fault($"{KeyBook.KeyOf(number)} was answered at {mark.Position} and is missing {when}.");
            }

            if (found.Count > 1)
            {
                _doubled++;
                outcome.Fault($"{KeyBook.KeyOf(number)} is there {found.Count} times {when}.");
            }

            if (mark is not null && found.Count == 1 && found[0].Position > mark.Position)
            {
                outcome.Fault($"{KeyBook.KeyOf(number)} is at {found[0].Position}, its answer said {mark.Position}.");
            }
        }

        outcome.MustBe($"reports of no key {when}", 0, kept.Strange);
    }

    /// <summary>The newest marked keys, asked for at the public door.</summary>
    private static async Task CheckReceipts(
        SiloProcess silo, KeyBook book, Outcome outcome, CancellationToken cancel)
    {
        using var city = silo.Client();
        foreach (var (number, mark) in book.Marks.OrderByDescending(entry => entry.Key).Take(ReceiptsAsked))
        {
            try
            {
                await city.Progress(mark.Receipt, cancel);
            }
            catch (TwinRefusedException no)
            {
                outcome.Fault($"The receipt of {KeyBook.KeyOf(number)} is answered with {no.Message}");
            }
        }
    }

    /// <summary>Every key once more: marked ones get their first answer, the others are stored now at the
    /// latest.</summary>
    private static async Task SendAllAgain(
        SiloProcess silo, KeyBook book, Bursts bursts, Outcome outcome, CancellationToken cancel)
    {
        using var city = silo.Client();
        var before = book.Marks.ToDictionary();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, book.Written),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancel },
            async (number, stop) =>
            {
                for (var turn = 0; turn < 5; turn++)
                {
                    if (await bursts.Send(city, number, stop))
                    {
                        return;
                    }
                }

                lock (outcome)
                {
                    outcome.Fault($"{KeyBook.KeyOf(number)} got no answer when it was sent again.");
                }
            });
        foreach (var (number, mark) in before.Where(entry => book.Marks[entry.Key] != entry.Value))
        {
            outcome.Fault($"{KeyBook.KeyOf(number)} was answered {mark}, and now {book.Marks[number]}.");
        }
    }

    private void CheckEachOnce(KeyBook book, KeptReports kept, Outcome outcome)
    {
        Check(book, kept, outcome, "after all were sent again");
        outcome.MustBe("reports in the log after all were sent again", book.Written, kept.Count);
    }
}
