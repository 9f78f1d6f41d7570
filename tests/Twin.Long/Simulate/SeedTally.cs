using System.Security.Cryptography;
using System.Text;
using Twin.Cli.Terminal;
using Twin.Simulation;

namespace Twin.Long.Simulate;

/// <summary>What all seeds found together, in the order of the seeds whatever thread ran them.</summary>
internal sealed class SeedTally
{
    /// <summary>Faults printed; one is enough to begin with.</summary>
    private const int FaultsShown = 20;

    /// <summary>A run of hours can be quoted before it has ended.</summary>
    private const int TellEvery = 50;

    private readonly Lock _turn = new();
    private readonly SortedDictionary<int, SimulationResult> _results = [];

    public string Hash => _results.Count == 1
        ? _results.Values.First().Hash
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', _results.Values.Select(one => one.Hash)))))[..16];

    public void Add(SimulationResult result)
    {
        lock (_turn)
        {
            _results.Add(result.Seed, result);
            if (_results.Count % TellEvery == 0) Progress();
        }
    }

    private void Progress()
    {
        var all = _results.Values;
        Console.Error.WriteLine(
            $"progress seeds={all.Count} steps={all.Sum(one => (long)one.Steps)} facts={all.Sum(one => one.Facts)} "
            + $"crashes={all.Sum(one => (long)one.Crashes)} clocksFired={all.Sum(one => (long)one.Fired)} "
            + $"faults={all.Sum(one => (long)one.Faults.Count)}");
        if (all.FirstOrDefault(one => one.Faults.Count > 0) is { } first)
        {
            Console.Error.WriteLine(first.Line(first.Faults[0]));
        }
    }

    public void Tell(Outcome outcome)
    {
        var all = _results.Values;
        var cells = Coverage.Of(all.SelectMany(one => one.Cells));
        Console.WriteLine(cells.Picture());
        outcome.Add("seeds", all.Count).Add("steps", all.Sum(one => (long)one.Steps))
            .Add("turns", all.Sum(one => one.Turns)).Add("facts", all.Sum(one => one.Facts))
            .Add("acked", all.Sum(one => (long)one.Acked)).Add("crashes", all.Sum(one => (long)one.Crashes))
            .Add("crashesLeast", all.Min(one => one.Crashes))
            .Add("grainCrashes", all.Sum(one => (long)one.Chaos.GrainCrashes))
            .Add("sleeps", all.Sum(one => (long)one.Chaos.Sleeps))
            .Add("splits", all.Sum(one => (long)one.Chaos.Splits))
            .Add("deactivations", all.Sum(one => (long)one.Chaos.Leaves))
            .Add("lost", all.Sum(one => (long)one.Lost)).Add("late", all.Sum(one => (long)one.Late))
            .Add("doubled", all.Sum(one => (long)one.Doubled))
            .Add("messagesLeast", all.Min(one => one.Lost + one.Late + one.Doubled))
            .Add("appendsFailed", all.Sum(one => (long)one.Chaos.AppendsFailed))
            .Add("answersLost", all.Sum(one => (long)one.Chaos.AnswersLost))
            .Add("ackLost", all.Sum(one => (long)one.AckLost))
            .Add("appliedTwice", all.Sum(one => (long)one.AppliedTwice))
            .Add("answeredOtherwise", all.Sum(one => (long)one.AnsweredOtherwise))
            .Add("boardsWrong", all.Sum(one => (long)one.BoardsWrong))
            .Add("mapFacts", all.Sum(one => one.MapVersion))
            .Add("clocksFired", all.Sum(one => (long)one.Fired))
            .Add("clocksExact", all.Sum(one => (long)one.FiredExactly))
            .Add("clocksWrong", all.Sum(one => (long)one.ClocksWrong))
            .Add("forgotten", all.Sum(one => (long)one.Forgotten))
            .Add("metricsWrong", all.Sum(one => (long)one.MetricsWrong))
            .Add("obligations", all.Sum(one => (long)one.Owed))
            .Add("leftLate", all.Sum(one => (long)one.LeftLate))
            .Add("refusedStored", all.Sum(one => (long)one.RefusedStored))
            .Add("cells", $"{cells.Met}/{cells.All}").Add("hash", Hash);
        foreach (var line in all.SelectMany(one => one.Faults.Select(one.Line)).Take(FaultsShown))
        {
            outcome.Fault(line);
        }

        outcome.MustBe("seeds with a crash too few", 0, all.Count(one => one.Crashes < 5))
            .MustBe("seeds with messages too whole", 0, all.Count(one => one.Lost + one.Late + one.Doubled < 20));
    }
}
