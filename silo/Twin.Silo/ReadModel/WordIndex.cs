using System.Collections.Immutable;
using System.Threading.Channels;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Search;
using Twin.EventLog;

namespace Twin.Silo.ReadModel;

/// <summary>What is written about cases, to be searched: in memory only, read from the vault.</summary>
/// <remarks>
/// Report and last result, as whoever may read a case's words reads them. It is never more than the vault would tell:
/// whoever forgets a case's words waits until they are found no more.
/// </remarks>
internal sealed partial class WordIndex : BackgroundService
{
    /// <summary>Why the vault is asked, in its audit.</summary>
    public const string Purpose = "index";

    private const string Report = "report";
    private const string Result = "result";

    /// <summary>Texts that are read together; meanwhile the vault takes in no others.</summary>
    private const int TogetherMost = 500;

    /// <summary>After a read that failed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Named> _named = System.Threading.Channels.Channel.CreateUnbounded<Named>(
        new() { SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly TextIndex<CaseId> _index = new();
    private readonly IVault _vault;
    private readonly TimeProvider _time;
    private readonly ILogger<WordIndex> _logger;
    private volatile TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _noted;
    private long _taken;

    public WordIndex(CaseList list, IVault vault, TimeProvider time, ILogger<WordIndex> logger)
    {
        (_vault, _time, _logger) = (vault, time, logger);
        list.Folded += Note;
    }

    /// <summary>Waits until all that facts had named is in; false when that took too long.</summary>
    public async ValueTask<bool> Settle(TimeSpan atMost, CancellationToken cancel)
    {
        var noted = Volatile.Read(ref _noted);
        using var limit = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            while (true)
            {
                // Taken before the look, so that a move between look and wait is not missed.
                var moved = _moved.Task;
                if (Volatile.Read(ref _taken) >= noted)
                {
                    return true;
                }

                await moved.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Cases with a text in which all of the phrases stand.</summary>
    public HashSet<CaseId> Find(ImmutableArray<TextPhrase> phrases)
    {
        lock (_gate)
        {
            return _index.Find(phrases);
        }
    }

    /// <summary>To be called once the vault has forgotten: what was read before is found no more.</summary>
    public async Task Forget(CaseId id, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            lock (_gate)
            {
                _index.Remove(id);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Named>(TogetherMost);
        while (await _named.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < TogetherMost && _named.Reader.TryRead(out var one))
            {
                batch.Add(one);
            }

            try
            {
                await Take(batch, stoppingToken);
                Interlocked.Add(ref _taken, batch.Count);
                batch.Clear();
                Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogUnread(failure, batch.Count);
                await Task.Delay(Pause, _time, stoppingToken);
            }
        }
    }

    /// <summary>Told under the gate of the list, so it is only noted.</summary>
    private void Note(Committed fact)
    {
        Named? named = fact.Happened switch
        {
            CaseEvent.Reported { Words: { } words } => new Named(fact.Case, Report, words.TextId),
            CaseEvent.HandledOnSpot { Result: { } words } => new Named(fact.Case, Result, words.TextId),
            CaseEvent.Handled e => new Named(fact.Case, Result, e.Result?.TextId),
            _ => null,
        };
        if (named is { } one)
        {
            Interlocked.Increment(ref _noted);
            _named.Writer.TryWrite(one);
        }
    }

    private async Task Take(List<Named> batch, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var asked = batch.Where(one => one.TextId is not null).ToArray();
            var read = asked.Length == 0 ? [] : await _vault.ReadMany(
                new WordsOfMany(
                    [.. asked.Select(one => (one.Case.Value, one.TextId!))], Author.System, Purpose,
                    _time.GetUtcNow()),
                cancel);
            lock (_gate)
            {
                foreach (var gone in batch.Where(one => one.TextId is null))
                {
                    _index.Put(gone.Case, gone.Slot, "");
                }

                foreach (var (at, one) in asked.Index())
                {
                    _index.Put(one.Case, one.Slot, read[at] ?? "");
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} texts could not be read for the search; again soon")]
    private partial void LogUnread(Exception failure, int count);

    /// <summary>A text that a fact names; null = what stood there before is no longer shown.</summary>
    private readonly record struct Named(CaseId Case, string Slot, string? TextId);
}
