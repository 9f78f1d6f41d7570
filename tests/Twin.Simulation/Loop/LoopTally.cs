using System.Collections.Concurrent;
using Twin.City.Cases;

namespace Twin.Simulation.Loop;

/// <summary>What became of the cases of the loop. Safe for several threads.</summary>
/// <param name="ended">Told of each case as it was held at its end, by any thread.</param>
public sealed class LoopTally(Action<CaseState>? ended = null)
{
    private readonly ConcurrentDictionary<CaseStage, long> _ends = new();
    private readonly ConcurrentDictionary<CaseStage, long> _seen = new();
    private readonly ConcurrentDictionary<long, long> _lengths = new();
    private long _refused;

    public long Cases => _ends.Values.Sum();

    public long Facts => _lengths.Sum(one => one.Key * one.Value);

    public long Refused => _refused;

    /// <summary>Cases by the stage in which they ended.</summary>
    public IReadOnlyDictionary<CaseStage, long> Ends => _ends;

    /// <summary>Cases that were in a stage.</summary>
    public IReadOnlyDictionary<CaseStage, long> Seen => _seen;

    /// <summary>Cases by the number of their facts.</summary>
    public IReadOnlyDictionary<long, long> Lengths => _lengths;

    /// <summary>Cases that stopped before an end.</summary>
    public long Open => _ends.Where(one => one.Key.IsOpen()).Sum(one => one.Value);

    internal void End(CaseState state)
    {
        ended?.Invoke(state);
        _ends.AddOrUpdate(state.Stage, 1, static (_, count) => count + 1);
        _lengths.AddOrUpdate(state.Version, 1, static (_, count) => count + 1);
        foreach (var stage in state.Steps.Items.Select(step => step.Stage).Distinct())
        {
            _seen.AddOrUpdate(stage, 1, static (_, count) => count + 1);
        }
    }

    internal void Refuse() => Interlocked.Increment(ref _refused);
}
