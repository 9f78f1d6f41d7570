using System.Collections.Concurrent;
using System.Globalization;
using Twin.Cli.Terminal;
using Twin.Client;
using Twin.Contracts;
using Twin.Scenarios;

namespace Twin.Cli.Drill;

/// <summary>A storm over the low grids: send on time, then look for every report that was acknowledged.</summary>
internal sealed class StormDrill(TwinClient city, TimeProvider time)
{
    /// <summary>Requests on the way at once; then the storm waits for the city.</summary>
    private const int RequestsMax = 64;

    private const int PageSize = 200;

    private readonly ConcurrentBag<ReportAnswer> _acknowledged = [];
    private long _sent;
    private long _refused;
    private long _failed;

    public async Task Run(
        int seed, double? usual, double factor, TimeSpan duration, Outcome outcome, CancellationToken cancel)
    {
        var areas = await city.Areas(cancel);
        var begun = await city.City(cancel);
        var households = areas.Where(area => area.Level == "Grid").Sum(area => (long)area.Households);
        var usualPerSecond = usual ?? Residents.UsualPerSecondOf(households);
        var run = string.Create(CultureInfo.InvariantCulture, $"storm-{seed}-{begun.Position}");
        var start = time.GetTimestamp();
        var reports = StormOf(seed, areas, usualPerSecond, duration, factor);
        using var room = new SemaphoreSlim(RequestsMax);
        await Screen.Follow("storm", duration.TotalSeconds, async bar =>
        {
            var onTheWay = new List<Task>();
            foreach (var (number, report) in reports.Index())
            {
                await Wait(report.At - time.GetElapsedTime(start), cancel);
                await room.WaitAsync(cancel);
                onTheWay.Add(Send(report.Report, $"{run}-{number}", room, cancel));
                bar.Move(report.At.TotalSeconds, $"{_acknowledged.Count} acknowledged, {_refused} refused");
            }

            await Task.WhenAll(onTheWay);
            return onTheWay.Count;
        });
        var took = time.GetElapsedTime(start);
        var missing = await Missing(begun.Now, cancel);
        outcome.Add("sent", _sent).Add("acknowledged", _acknowledged.Count).Add("refused", _refused)
            .Add("failed", _failed).Add("missing", missing).Add("seconds", took.TotalSeconds)
            .Add("perSecond", _sent / took.TotalSeconds)
            .Add("usualPerSecond", usualPerSecond)
            .MustBe("acknowledged reports that are missing", 0, missing)
            .MustBe("reports without any answer", 0, _failed);
        if (_acknowledged.IsEmpty)
        {
            outcome.Fault("No report was acknowledged; expected nearly all. Is the drill long enough?");
        }
    }

    private static IEnumerable<TimedReport> StormOf(
        int seed, AreaView[] areas, double usualPerSecond, TimeSpan duration, double factor)
    {
        try
        {
            return Scenario.Storm(seed, areas, usualPerSecond, duration, factor);
        }
        catch (ArgumentException wrong)
        {
            throw new InputException(wrong.Message, wrong);
        }
    }

    private async Task Send(ReportRequest report, string key, SemaphoreSlim room, CancellationToken cancel)
    {
        Interlocked.Increment(ref _sent);
        try
        {
            _acknowledged.Add(await city.Report(report, key, cancel));
        }
        catch (TwinRefusedException)
        {
            // Refused before the acknowledgement: allowed, and counted.
            Interlocked.Increment(ref _refused);
        }
        catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException)
        {
            Interlocked.Increment(ref _failed);
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>How many acknowledged reports neither the list nor their receipt finds.</summary>
    private async Task<long> Missing(DateTimeOffset since, CancellationToken cancel)
    {
        if (_acknowledged.IsEmpty)
        {
            return 0;
        }

        var position = _acknowledged.Max(answer => answer.Position);
        var listed = new HashSet<string>();
        var question = new CaseQuestion(From: since, PageSize: PageSize, AtLeast: position);
        for (var page = 1; ; page++)
        {
            var found = await city.Cases(question with { Page = page }, cancel);
            listed.UnionWith(found.Rows.Where(row => row.Drill is not null).Select(row => row.CaseId));
            if (found.Rows.Length < PageSize)
            {
                break;
            }
        }

        var missing = _acknowledged.Where(answer => !listed.Contains(answer.CaseId)).ToList();
        foreach (var answer in _acknowledged)
        {
            if (!await IsKnown(answer, cancel))
            {
                missing.Add(answer);
            }
        }

        return missing.DistinctBy(answer => answer.CaseId).Count();
    }

    private async Task<bool> IsKnown(ReportAnswer answer, CancellationToken cancel)
    {
        try
        {
            return (await city.Progress(answer.Receipt, cancel)).Receipt == answer.Receipt;
        }
        catch (TwinRefusedException unknown) when (unknown.Problem.Status == 404)
        {
            return false;
        }
    }

    private async ValueTask Wait(TimeSpan early, CancellationToken cancel)
    {
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, time, cancel);
        }
    }
}
