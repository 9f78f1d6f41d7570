namespace Twin.Benchmarks.Measuring;

/// <summary>Runs of several things in turns, so that a busy machine disturbs all of them alike.</summary>
internal sealed class Interleaved
{
    private readonly Dictionary<string, List<double>> _runs = [];

    /// <summary>Runs each thing once a round, in the other direction every second round.</summary>
    public async Task Run(int rounds, params (string Name, Func<Task<double>> Once)[] things)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, once) in round % 2 == 0 ? things : [.. things.Reverse()])
            {
                GC.Collect();
                Add(name, await once());
            }
        }
    }

    public void Add(string name, double value)
    {
        if (!_runs.TryGetValue(name, out var runs))
        {
            _runs.Add(name, runs = []);
        }

        runs.Add(value);
    }

    public Spread this[string name] => Spread.Of(_runs[name]);

    /// <summary>How many times as much one thing reached as the other, round by round.</summary>
    public Spread Ratio(string ours, string theirs) =>
        Spread.Of(_runs[ours].Zip(_runs[theirs], static (one, other) => one / other));
}
