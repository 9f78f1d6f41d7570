using Orleans.Runtime;
using Twin.City;
using Twin.EventLog;
using Twin.Grains;
using Twin.Simulation.Checks;
using Twin.Simulation.Faults;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.People;

/// <summary>A screen that watches one home: it keeps what frames tell, and notices whatever cannot be.</summary>
internal sealed class Screen(HomeId home, Town town, Promises promises, Chaos chaos)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, long> _factsOf = new(StringComparer.Ordinal);
    private readonly HashSet<CaseId> _cases = [];
    private string? _epoch;
    private long _version;

    public HomeId Home => home;

    public IEnumerable<string> Cases => _cases.Select(one => one.Value).Order(StringComparer.Ordinal);

    /// <summary>Watches as long as things go wrong.</summary>
    public async Task Watch()
    {
        while (!chaos.Calm)
        {
            await Next();
            await town.Pass(chaos.Pause(1_000, 6_000));
        }
    }

    /// <summary>Takes one frame; a cut line is tried again later.</summary>
    public async Task Next()
    {
        try
        {
            var silo = await town.Open();
            Take(await silo.Ask(one => one.Tree.Watched(one.Grains, home).NextFrame(_epoch, _version)));
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or OrleansException
            or LogBrokenException)
        {
            await town.Pass(Look);
        }
    }

    private void Take(Frame frame)
    {
        if (frame.Whole)
        {
            _cases.Clear();
        }
        else if (frame.Epoch != _epoch || frame.Version < _version)
        {
            promises.Fault(0, $"screen of {home} has {_epoch}/{_version} and was told {frame.Epoch}/{frame.Version}");
        }

        (_epoch, _version) = (frame.Epoch, frame.Version);
        foreach (var mark in frame.Cases)
        {
            _ = mark.Open ? _cases.Add(mark.Case) : _cases.Remove(mark.Case);
        }

        if (frame.Board is { } board)
        {
            if (_factsOf.TryGetValue(frame.Epoch, out var facts) && board.Facts < facts && !promises.IsMapChanging)
            {
                promises.Fault(0, $"board of {home} went back from {facts} facts to {board.Facts}");
            }

            _factsOf[frame.Epoch] = board.Facts;
        }
    }
}
