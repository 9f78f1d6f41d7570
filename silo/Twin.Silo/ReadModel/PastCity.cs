using Twin.City.Boards;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;

namespace Twin.Silo.ReadModel;

/// <summary>The city as it was after any fact, folded from the log when somebody asks.</summary>
/// <remarks>
/// One fold moves to where it is asked for. On its way through the log it leaves rests behind, which share what has
/// not changed between them; whoever goes back begins at the rest before. One question is answered at a time.
/// </remarks>
/// <param name="between">Facts between the first rests.</param>
internal sealed class PastCity(IEventLog log, CityTree tree, long between) : IDisposable
{
    private const long FactsBetween = 10_000;

    /// <summary>Rests that are kept; when there are more, every second one goes, the next lie twice as far.</summary>
    private const int RestsMost = 64;

    private const int FactsPerRead = 2_000;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<CityMemory> _rests = [];
    private long _between = between;
    private CityFold? _fold;
    private long _reached;

    public PastCity(IEventLog log, CityTree tree) : this(log, tree, FactsBetween)
    {
    }

    /// <summary>How far the fold has come, for whoever could not wait for it.</summary>
    public long Reached => Volatile.Read(ref _reached);

    /// <summary>Looks at the city as it was after the fact at a position; the fold moves on after the look.</summary>
    /// <param name="cancel">What was folded by then stays folded: who asks again waits less.</param>
    public async Task<T> Look<T>(long position, Func<CityFold, T> question, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var fold = _fold = Nearest(position);
            await MoveTo(fold, position, cancel);
            return question(fold);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever stopped it in the middle of a fact: the next question begins at a rest.
            _fold = null;
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The last position whose fact is not later than a moment; 0 when all are.</summary>
    public async Task<long> PositionAt(DateTimeOffset moment, CancellationToken cancel)
    {
        var (before, after) = (0L, log.Head.Position + 1);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            (before, after) = await At(middle, cancel) <= moment ? (middle, after) : (before, middle);
        }

        return before;
    }

    /// <summary>When the fact at a position happened.</summary>
    public async Task<DateTimeOffset> At(long position, CancellationToken cancel) =>
        (await log.ReadAll(position - 1, 1, cancel))[0].At;

    public void Dispose() => _gate.Dispose();

    /// <summary>The fold itself when it lies before the position with no rest between; else the rest before.</summary>
    private CityFold Nearest(long position)
    {
        var rest = _rests.FindLast(one => one.Position <= position);
        if (_fold is { } fold && fold.Position <= position && fold.Position >= (rest?.Position ?? 0))
        {
            return fold;
        }

        return rest is null
            ? new CityFold(tree.Book.First, tree.HouseholdsOf)
            : new CityFold(rest, tree.HouseholdsOf);
    }

    private async Task MoveTo(CityFold fold, long position, CancellationToken cancel)
    {
        while (fold.Position < position)
        {
            var facts = await log.ReadAll(
                fold.Position, (int)Math.Min(FactsPerRead, position - fold.Position), cancel);
            foreach (var fact in facts)
            {
                Apply(fold, fact);
            }

            Volatile.Write(ref _reached, fold.Position);
            Rest(fold);
        }
    }

    private static void Apply(CityFold fold, Fact fact)
    {
        if (CaseFacts.Committed(fact) is { } happened)
        {
            fold.Apply(happened);
        }
        else if (fact.Stream == CityTree.Stream)
        {
            fold.Apply(CityJson.DecodeArea(fact.Kind, fact.Schema, fact.Payload), fact.At, fact.Position);
        }
        else
        {
            fold.Pass(fact.Position, fact.At);
        }
    }

    private void Rest(CityFold fold)
    {
        if (fold.Position < (_rests.Count > 0 ? _rests[^1].Position : 0) + _between)
        {
            return;
        }

        _rests.Add(fold.Memory());
        if (_rests.Count > RestsMost)
        {
            _between *= 2;
            var kept = _rests.Where((_, at) => at % 2 == 1).ToArray();
            _rests.Clear();
            _rests.AddRange(kept);
        }
    }
}
