using Twin.Cli.Terminal;
using Twin.Client;
using Twin.EventLog;

namespace Twin.Cli.Verify;

/// <summary>One verification: chain, fold and count against the live answer at the same position.</summary>
internal sealed class Verification(
    TwinClient city, string place, HomeTree tree, FoldedDevices devices, Injection? injection, ShownPage? page,
    TimeProvider time)
{
    /// <summary>A board may be on its way up or at the turn of a minute; a real fault stays.</summary>
    private const int TriesMax = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task Run(Outcome outcome, CancellationToken cancel)
    {
        await using var log = LogPlaces.OpenReadOnly(place, time);
        var head = log.Head;
        var chain = await Screen.Follow("chain", head.Position, bar =>
            log.Check(new Steps(bar), cancel).AsTask());
        if (chain.Fault is { } broken)
        {
            outcome.Fault($"The chain of commits is broken: {broken}");
        }

        var folded = new FoldedBoards(tree);
        if (page is not null) await page.Compare(folded, devices, log, await city.Calendar(cancel), outcome, cancel);
        await Screen.Follow("fold", head.Position, async bar =>
        {
            await folded.ReadTo(head.Position, log, at => bar.Move(at), cancel);
            return folded;
        });
        var (live, comparison) = await Settle(log, folded, cancel);
        foreach (var differing in comparison.Differing)
        {
            outcome.Fault(differing);
        }

        var metrics = await CompareMetrics(outcome, log, folded, cancel);
        outcome.Add("metrics", metrics);
        outcome.Add("figures", comparison.Figures).Add("areas", live.Homes.Count).Add("equal", comparison.Equal)
            .Add("position", live.Position).Add("commits", chain.Commits)
            .Add("chain", chain.Fault is null ? "whole" : "broken");
    }

    /// <summary>Asks anew while the fold and the live answer differ; a fault that stays is a fault.</summary>
    private async Task<(LiveBoards Live, Comparison Comparison)> Settle(
        IEventLog log, FoldedBoards folded, CancellationToken cancel)
    {
        for (var turn = 1; ; turn++)
        {
            var live = await LiveBoards.Ask(city, time, cancel);
            injection?.Into(live);
            await folded.ReadTo(live.Position, log, _ => { }, cancel);
            var comparison = new Comparison();
            comparison.Add(live, folded.At(live), "fold", _ => 0);
            if (comparison.Differing.Count == (injection is { IsOfBoard: true } ? 1 : 0) || turn == TriesMax)
            {
                var counted = CountedBoards.Count(place, tree, live.Position);
                comparison.Add(live, counted.At(live), "count", counted.HeatTolerance);
                return (live, comparison);
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    /// <summary>Each sheet is compared at its own position, to which the fold goes on.</summary>
    /// <returns>Metrics that were compared.</returns>
    private async Task<long> CompareMetrics(
        Outcome outcome, IEventLog log, FoldedBoards folded, CancellationToken cancel)
    {
        var calendar = await city.Calendar(cancel);
        long compared = 0;
        foreach (var area in (await city.Areas(cancel)).Where(FoldedMetrics.IsCompared))
        {
            foreach (var window in FoldedMetrics.Windows)
            {
                var live = await city.Metrics(area.Id, window, folded.Position, cancel);
                await folded.ReadTo(live.Position, log, _ => { }, cancel);
                var sheet = await city.Figures(area.Id, window, folded.Position, cancel);
                var differing = folded.Metrics.Differing(live, area, calendar);
                compared += live.Metrics.Length + sheet.Figures.Length + sheet.Signs.Length;
                foreach (var one in differing)
                {
                    outcome.Fault(one);
                }

                await folded.ReadTo(sheet.Position, log, _ => { }, cancel);
                var all = folded.Metrics.AllOf(area, sheet.Until, calendar) with
                {
                    Devices = await devices.Of(area.Id, sheet.Readings, cancel),
                };
                foreach (var one in FoldedFigures.Differing(injection?.Into(sheet) ?? sheet, all, calendar.Zone))
                {
                    outcome.Fault(one);
                }
            }
        }

        return compared;
    }

    private sealed class Steps(IBar bar) : IProgress<long>
    {
        public void Report(long value) => bar.Move(value);
    }
}
