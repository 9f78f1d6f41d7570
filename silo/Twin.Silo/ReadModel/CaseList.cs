using System.Collections.Immutable;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Posts;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.ReadModel;

/// <summary>The list of cases: a fold of the whole log in memory, true up to <see cref="Position"/>.</summary>
/// <remarks>One loop writes; readers take the gate for the time of one page.</remarks>
internal sealed partial class CaseList(
    IEventLog log, CityTree tree, Seats seats, TimeProvider time, ILogger<CaseList> logger)
{
    private const int FactsPerRead = 2_000;

    /// <summary>After a read that failed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<CaseId, CaseEntry> _cases = [];
    private readonly Dictionary<string, CaseEntry> _byReceipt = new(StringComparer.Ordinal);
    private readonly Dictionary<HomeId, Shelf> _shelves = [];
    private readonly Dictionary<HomeId, ImmutableArray<Shelf>> _chains = [];
    private readonly Dictionary<string, ImmutableArray<Shelf>> _feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _factsByFeed = new(StringComparer.Ordinal);
    private readonly ObligationShelf _obligations = new();
    private readonly ReviewOutcomes _outcomes = new();
    private readonly HashSet<CaseEntry> _ringing = [];
    private readonly TakenSeats _taken = new();
    private AreaBook _map = tree.Book.First;
    private volatile TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;
    private long _quietSince = time.GetTimestamp();

    /// <summary>A case has begun; told under the gate, so a listener only notes it.</summary>
    public event Action<CaseEntry>? Begun;

    /// <summary>A fact of a case was taken in; told under the gate, so a listener only notes it.</summary>
    public event Action<Committed>? Folded;

    public long Position => Volatile.Read(ref _position);

    /// <summary>How long it has been behind the log's head without moving.</summary>
    public TimeSpan StalledFor => Position >= log.Head.Position
        ? TimeSpan.Zero
        : time.GetElapsedTime(Volatile.Read(ref _quietSince));

    public long Cases
    {
        get
        {
            lock (_gate)
            {
                return _cases.Count;
            }
        }
    }

    /// <summary>Folds what is new, for as long as the server runs.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await log.WaitBeyond(Position, stop);
                await CatchUp(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogBehind(fault, Position);
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Folds up to the end that the log has now.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        for (var head = log.Head.Position; Position < head;)
        {
            var facts = await log.ReadAll(Position, FactsPerRead, cancel);
            var read = facts.Select(fact => (Fact: fact, Case: CaseFacts.Committed(fact))).ToArray();
            lock (_gate)
            {
                foreach (var (fact, happened) in read)
                {
                    Apply(fact, happened);
                }

                Volatile.Write(ref _position, facts[^1].Position);
            }

            Volatile.Write(ref _quietSince, time.GetTimestamp());
            Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    /// <summary>Waits until the list is true up to a position; false when that took too long.</summary>
    public async ValueTask<bool> Reach(long position, TimeSpan atMost, CancellationToken cancel)
    {
        if (Position >= position)
        {
            return true;
        }

        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            while (true)
            {
                // Taken before the look, so that a move between look and wait is not missed.
                var moved = _moved.Task;
                if (Position >= position)
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

    /// <summary>Reads under the gate: what is handed in sees one moment of the list.</summary>
    public T Look<T>(Func<Look, T> question)
    {
        lock (_gate)
        {
            return question(new Look(
                _cases, _byReceipt, _shelves, _obligations, _outcomes, _ringing, _taken, Position));
        }
    }

    private void Apply(Fact fact, Committed? happened)
    {
        if (happened is not null)
        {
            Apply(happened);
        }
        else if (fact.Stream == CityTree.Stream)
        {
            TakeMap(fact);
        }
        else if (fact.Kind.StartsWith("post/", StringComparison.Ordinal))
        {
            Seat(fact);
        }
    }

    private void Apply(Committed fact)
    {
        foreach (var feed in fact.Feeds)
        {
            CountFeed(feed.Feed);
        }

        _obligations.Apply(fact);
        _outcomes.Apply(fact);
        Folded?.Invoke(fact);
        if (_cases.TryGetValue(fact.Case, out var known))
        {
            Change(known, fact);
        }
        else if (CaseEntry.Begin(fact) is { } entry)
        {
            _cases.Add(entry.Id, entry);
            _byReceipt[entry.ReceiptHash] = entry;
            foreach (var shelf in ChainOf(entry.Home))
            {
                shelf.Add(entry);
                shelf.NoteReported(entry.ReportedAt);
            }

            Begun?.Invoke(entry);
        }
    }

    private void Change(CaseEntry entry, Committed fact)
    {
        var (home, stage) = (entry.Home, entry.Stage);
        entry.After(fact);
        _ = entry.Bells.IsEmpty ? _ringing.Remove(entry) : _ringing.Add(entry);
        if (home != entry.Home)
        {
            foreach (var shelf in ChainOf(home))
            {
                shelf.Remove(entry, stage);
            }

            foreach (var shelf in ChainOf(entry.Home))
            {
                shelf.Add(entry);
            }

            NoteGone(entry);
        }

        foreach (var shelf in ChainOf(entry.Home))
        {
            if (home == entry.Home)
            {
                shelf.Move(entry, stage);
            }

            if (entry.Stage == CaseStage.Closed && stage != CaseStage.Closed)
            {
                shelf.NoteClosed(entry.EndedAt ?? fact.At);
            }
        }
    }

    private void CountFeed(string feed)
    {
        foreach (var shelf in ChainOfFeed(feed))
        {
            shelf.Facts++;
        }

        _factsByFeed[feed] = _factsByFeed.GetValueOrDefault(feed) + 1;
    }

    /// <summary>The map as of this place in the log: who moves under another area takes its cases along.</summary>
    private void TakeMap(Fact fact)
    {
        var happened = CityJson.DecodeArea(fact.Kind, fact.Schema, fact.Payload);
        _map = _map.After(happened, fact.At, fact.Position);
        if (happened is AreaEvent.AreaMoved)
        {
            Reshelve();
        }
    }

    private void Reshelve()
    {
        _shelves.Clear();
        _chains.Clear();
        _feeds.Clear();
        foreach (var (feed, count) in _factsByFeed)
        {
            foreach (var shelf in ChainOfFeed(feed))
            {
                shelf.Facts += count;
            }
        }

        foreach (var entry in _cases.Values.OrderBy(entry => entry.ReportedAt))
        {
            foreach (var shelf in ChainOf(entry.Home))
            {
                shelf.Add(entry);
                if (entry is { Stage: CaseStage.Closed, EndedAt: { } endedAt })
                {
                    shelf.NoteClosed(endedAt);
                }
            }

            foreach (var shelf in ChainOf(entry.FirstHome))
            {
                shelf.NoteReported(entry.ReportedAt);
            }

            NoteGone(entry);
        }
    }

    /// <summary>Shelves of homes that it has left, unless it lies in them still.</summary>
    private void NoteGone(CaseEntry entry)
    {
        var there = ChainOf(entry.Home);
        foreach (var shelf in entry.HomesLeft.SelectMany(left => ChainOf(left)).Where(one => !there.Contains(one)))
        {
            shelf.NoteGone(entry);
        }
    }

    private ImmutableArray<Shelf> ChainOfFeed(string feed)
    {
        if (!_feeds.TryGetValue(feed, out var chain))
        {
            chain = CaseFeeds.HomeOf(feed) is { } home ? ChainOf(home) : [];
            _feeds.Add(feed, chain);
        }

        return chain;
    }

    // A home and all areas above it; a home that the tree does not know (any more) stands alone.
    private ImmutableArray<Shelf> ChainOf(HomeId home)
    {
        if (_chains.TryGetValue(home, out var known))
        {
            return known;
        }

        var chain = ImmutableArray.CreateBuilder<Shelf>();
        for (HomeId? at = home; at is { } here; at = _map.Find(here)?.Parent)
        {
            if (!_shelves.TryGetValue(here, out var shelf))
            {
                _shelves.Add(here, shelf = new Shelf(here));
            }

            chain.Add(shelf);
        }

        return _chains[home] = chain.ToImmutable();
    }

    private void Seat(Fact fact)
    {
        var happened = CityJson.DecodePost(fact.Kind, fact.Schema, fact.Payload);
        var post = new PostId(FeedName.Part(fact.Stream.Replace('/', ':')).Id);
        _taken.Apply(post, happened);
        seats.Note(post, happened);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of cases stays at {Position} and tries again")]
    private partial void LogBehind(Exception fault, long position);
}
