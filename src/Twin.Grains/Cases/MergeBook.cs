using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>Sees to it that each parent hears of its merges: a fold of their feed. One per silo.</summary>
/// <remarks>
/// The gateway tells a parent at once; when it dies in between, or its word is lost, the merge stands in the log and
/// the parent's count of it does not, and here it is told again. So nobody has to send anything a second time.
/// </remarks>
public sealed partial class MergeBook(IEventLog log, IGrainFactory grains, ILogger<MergeBook> logger)
{
    /// <summary>The newest word that a parent has not counted.</summary>
    private readonly ConcurrentDictionary<(CaseId Child, CaseId Parent), MergeWord> _untold = new();
    private long _number;
    private bool _hasGrown = true;

    /// <summary>The feed has new facts.</summary>
    public void Grow() => _hasGrown = true;

    /// <summary>Reads what is new and tells what no parent has counted; called once a second.</summary>
    public async Task Step(CancellationToken cancel)
    {
        if (_hasGrown) await CatchUp(cancel);
        if (_untold.IsEmpty) return;
        foreach (var word in _untold.Values.OrderBy(word => word.Child.Value, StringComparer.Ordinal)
            .ThenBy(word => word.Link))
        {
            if (_untold.TryRemove(KeyValuePair.Create((word.Child, word.Parent), word))) _ = Tell(word);
        }
    }

    private async Task CatchUp(CancellationToken cancel)
    {
        _hasGrown = false;
        try
        {
            await foreach (var fact in log.FeedAfter(CaseFeeds.Merges, _number, cancel))
            {
                Apply(CaseFacts.Committed(fact)!);
                _number++;
            }
        }
        catch
        {
            _hasGrown = true;
            throw;
        }
    }

    private void Apply(Committed fact)
    {
        if (MergeWord.Of(fact) is { } word)
        {
            _untold[(word.Child, word.Parent)] = word;
        }
        else if (fact.Happened is CaseEvent.DuplicateAdded { Link: { } added } one)
        {
            Settle(one.Duplicate, fact.Case, added);
        }
        else if (fact.Happened is CaseEvent.DuplicateRemoved { Link: { } removed } other)
        {
            Settle(other.Duplicate, fact.Case, removed);
        }
    }

    private void Settle(CaseId child, CaseId parent, long link)
    {
        var key = (child, parent);
        if (_untold.TryGetValue(key, out var word) && word.Link <= link)
        {
            _untold.TryRemove(KeyValuePair.Create(key, word));
        }
    }

    /// <summary>Whatever the parent answers, it has heard: one that has ended counts no more.</summary>
    private async Task Tell(MergeWord word)
    {
        try
        {
            await grains.GetGrain<ICaseGrain>(word.Parent.Value).Do(word.Order, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // A newer word may have come meanwhile: then that one is told.
            _untold.TryAdd((word.Child, word.Parent), word);
            LogUntold(failure, word.Parent, word.Child);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {Parent} has not heard of {Child}; told again")]
    private partial void LogUntold(Exception failure, CaseId parent, CaseId child);
}
