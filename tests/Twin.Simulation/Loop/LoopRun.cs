using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Cases;

namespace Twin.Simulation.Loop;

/// <summary>Cases through the whole loop in virtual time, wave by wave of what is due.</summary>
/// <remarks>
/// Purely (decide and fold), or as a case grain does it: plan, encode, append to a log, fold what was stored. The same
/// numbers live the same lives both ways.
/// </remarks>
public static class LoopRun
{
    /// <summary>Cases that are carried on side by side in a wave.</summary>
    private const int WaveMost = 1_024;

    /// <summary>Crowds that go on side by side: one decides while another's facts are being stored.</summary>
    private const int Crowds = 3;

    private static readonly DateTimeOffset Begin = new(2026, 5, 15, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Decide and fold, nothing else.</summary>
    public static void Purely(int first, int cases, LoopTally tally, int threads) => Live(
        first, cases, tally,
        (wave, now) =>
        {
            Parallel.ForEach(
                wave, new ParallelOptions { MaxDegreeOfParallelism = threads }, life => Step(life, now, tally));
            return ValueTask.CompletedTask;
        }).AsTask().GetAwaiter().GetResult();

    /// <summary>Through plan and log.</summary>
    /// <param name="threads">Of a log in memory, which never waits; a durable one is given whole waves at once.</param>
    public static async Task Stored(int first, int cases, LoopTally tally, IEventLog log, int? threads)
    {
        if (threads is { } most)
        {
            await Live(
                first, cases, tally,
                (wave, now) =>
                {
                    Parallel.ForEach(
                        wave, new ParallelOptions { MaxDegreeOfParallelism = most },
                        life => Step(life, now, tally, log).AsTask().GetAwaiter().GetResult());
                    return ValueTask.CompletedTask;
                });
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, Crowds).Select(crowd =>
        {
            var (from, to) = (cases * crowd / Crowds, cases * (crowd + 1) / Crowds);
            return Task.Run(async () => await Live(
                first + from, to - from, tally,
                async (wave, now) =>
                    await Task.WhenAll(wave.Select(life => Step(life, now, tally, log).AsTask()))));
        }));
    }

    private static async ValueTask Live(
        int first, int cases, LoopTally tally, Func<List<LoopLife>, DateTimeOffset, ValueTask> carry)
    {
        var due = new PriorityQueue<LoopLife, (DateTimeOffset At, int Order)>();
        for (var i = 0; i < cases; i++)
        {
            var life = new LoopLife(first + i, Begin);
            due.Enqueue(life, (life.NextAt, i));
        }

        var (wave, order) = (new List<LoopLife>(WaveMost), cases);
        while (due.Count > 0)
        {
            wave.Clear();
            var now = DateTimeOffset.MinValue;
            while (wave.Count < WaveMost && due.TryDequeue(out var life, out var at))
            {
                wave.Add(life);
                now = at.At > now ? at.At : now;
            }

            await carry(wave, now);
            foreach (var life in wave)
            {
                if (life.IsOver) tally.End(life.State);
                else due.Enqueue(life, (life.NextAt > now ? life.NextAt : now, order++));
            }
        }
    }

    private static void Step(LoopLife life, DateTimeOffset now, LoopTally tally)
    {
        if (life.Next(now) is not { } order) return;
        if (!Decide(life, order, now))
        {
            tally.Refuse();
            return;
        }

        while (CaseFlow.NextBySystem(life.State, LoopGround.Rules) is { } next)
        {
            if (!Decide(life, CaseFlow.BySystem(life.State, Numbered(next)), now)) return;
        }
    }

    private static bool Decide(LoopLife life, CaseOrder order, DateTimeOffset now)
    {
        var decision = CaseDecisions.Decide(life.State, order, now, LoopGround.Rules);
        foreach (var happened in decision.Happened)
        {
            var version = life.State.Version + 1;
            life.State = life.State.After(happened, new CaseStamp(now, version, version, order.CommandId));
        }

        return decision.Refusal is null;
    }

    private static CaseCommand Numbered(CaseCommand command) =>
        command is CaseCommand.File file ? file with { CaseNo = "no" } : command;

    private static async ValueTask Step(LoopLife life, DateTimeOffset now, LoopTally tally, IEventLog log)
    {
        if (life.Next(now) is not { } order) return;
        var plan = new CasePlan(life.State, order, now, LoopGround.Rules);
        if (plan.Refusal is not null)
        {
            tally.Refuse();
            return;
        }

        if (plan.NumberedIn is not null) plan.Number("no");
        var stored = await log.Append(plan.Batch(), CancellationToken.None);
        (life.State, _) = plan.Stored(stored.Facts);
    }
}
