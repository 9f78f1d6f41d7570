using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.Long.Stage;

namespace Twin.Long.Lists;

/// <summary>Report, then list with that position: always there, also under load.</summary>
internal sealed class AtLeastSuite(int times, double perSecond)
{
    private const int AtOnce = 16;
    private const int PageSize = 50;

    private static readonly Option<int> Times = new("--times") { DefaultValueFactory = _ => 10_000 };
    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "reports a second that others send meanwhile",
        DefaultValueFactory = _ => 100,
    };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<double> _listMs = [];
    private long _missing;

    public static Command Build() => new Command("at-least", "Report, then list with atLeast: always there.")
    {
        Times, Rate,
    }.As((given, outcome, cancel) =>
        new AtLeastSuite(given.GetValue(Times), given.GetValue(Rate)).Run(outcome, cancel));

    private async Task Run(Outcome outcome, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var silo = SiloProcess.Of(folder.Of("data"));
        await silo.Start(cancel);
        using var city = silo.Client();
        await city.SignIn("cockpit", cancel);
        var grids = (await city.Areas(cancel)).Where(area => area.Level == "Grid").ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var traffic = new Traffic(city, grids, 1, perSecond, _time);
        var load = traffic.Run(stop.Token);
        var started = _time.GetTimestamp();
        var ours = new Traffic(city, grids, 2, 1, _time);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, times),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (_, turn) => await Once(city, ours, turn));
        var took = _time.GetElapsedTime(started);
        await stop.CancelAsync();
        await load;
        _listMs.Sort();
        outcome.Add("times", times).Add("missing", _missing).Add("seconds", took.TotalSeconds)
            .Add("perSecond", Math.Round(times / took.TotalSeconds)).Add("otherReports", traffic.Acknowledged)
            .Add("listMsP50", _listMs[_listMs.Count / 2]).Add("listMsP99", _listMs[_listMs.Count * 99 / 100])
            .MustBe("reports that the list lacked", 0, _missing);
        await Verified.Tell(silo, outcome, cancel);
    }

    private async Task Once(TwinClient city, Traffic ours, CancellationToken cancel)
    {
        var answer = await city.Report(ours.Report(), null, cancel);
        var started = _time.GetTimestamp();
        var found = await IsListed(city, answer.CaseId, answer.Position, cancel);
        lock (_listMs)
        {
            _listMs.Add(_time.GetElapsedTime(started).TotalMilliseconds);
            _missing += found ? 0 : 1;
        }
    }

    /// <summary>Newest first: it is on the first page, or a few new ones have pushed it to the next.</summary>
    private static async Task<bool> IsListed(TwinClient city, string caseId, long position, CancellationToken cancel)
    {
        for (var page = 1; page <= 4; page++)
        {
            var list = await city.Cases(new CaseQuestion(Page: page, PageSize: PageSize, AtLeast: position), cancel);
            if (list.Position < position)
            {
                return false;
            }

            if (list.Rows.Any(row => row.CaseId == caseId))
            {
                return true;
            }
        }

        return false;
    }
}
