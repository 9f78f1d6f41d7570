using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Twin.EventLog.Commits;

/// <summary>Gives facts their place: position, version, feed numbers, commit. Knows no store's language.</summary>
/// <remarks>
/// One writer at a time. While a sealed plan is being stored, the next one may grow on top of it; each is in the end
/// either <see cref="Accept"/>ed, oldest first, or undone, newest first.
/// </remarks>
internal sealed class Ledger
{
    private const int BytesKeptMax = 8 * 1024 * 1024;

    private readonly ICommitStore _store;
    private readonly ChainHash _chain = new();
    private readonly StreamCache _streams;
    private readonly Func<string, StreamHead> _load;
    private readonly Dictionary<string, long> _feeds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Stack<ArrayBufferWriter<byte>> _buffers = new();
    private LogTip _tip;
    private CommitPlan? _sealed;

    public Ledger(ICommitStore store, LedgerStart start, int streamsCachedMax)
    {
        (_store, _load, _streams) = (store, store.LoadStream, new StreamCache(streamsCachedMax));
        _tip = new LogTip(start.Position, start.Commit, start.AtMicros, start.Hash);
        foreach (var feed in start.Feeds)
        {
            _feeds[feed.Feed] = feed.Number;
        }
    }

    public LogHead Head => new(_tip.Position, _tip.Commit, ChainHash.Print(_tip.Hash));

    public CommitPlan Plan(IReadOnlyList<Waiting> batches, DateTimeOffset now)
    {
        var plan = Open();
        Add(plan, batches);
        Seal(plan, now);
        return plan;
    }

    /// <summary>An empty plan behind the newest sealed one, stored or not.</summary>
    public CommitPlan Open() =>
        new(_tip, _buffers.TryPop(out var used) ? used : new ArrayBufferWriter<byte>(16 * 1024));

    public void Add(CommitPlan plan, IReadOnlyList<Waiting> batches)
    {
        Preload(batches);
        foreach (var waiting in batches)
        {
            plan.Answers.Add(Place(plan, waiting));
        }
    }

    /// <summary>Nothing is added any more; the next plan builds on this one.</summary>
    public void Seal(CommitPlan plan, DateTimeOffset now)
    {
        var atMicros = Math.Max(_tip.AtMicros, Moments.Micros(now));
        if (plan.Facts.Count == 0)
        {
            plan.Seal(atMicros, null);
            return;
        }

        var hash = _chain.After(
            plan.Before.Hash, plan.Number, atMicros, plan.Facts.Count, plan.Records.WrittenSpan);
        if (plan.Records.Capacity <= BytesKeptMax)
        {
            plan.Records.ResetWrittenCount();
            _buffers.Push(plan.Records);
        }

        plan.Seal(atMicros, hash);
        _tip = new LogTip(plan.LastPosition, plan.Number, atMicros, hash);
        _sealed = plan;
    }

    /// <summary>The plan is durable.</summary>
    public void Accept(CommitPlan plan)
    {
        _sealed = _sealed == plan ? null : _sealed;
        _streams.Trim();
    }

    /// <summary>The plan was not stored: as if it had never been. The newest one goes first.</summary>
    public void Undo(CommitPlan plan)
    {
        for (var i = plan.StreamsBefore.Count - 1; i >= 0; i--)
        {
            plan.StreamsBefore[i].Restore();
        }

        foreach (var feed in plan.FeedsMoved)
        {
            _feeds[feed]--;
        }

        plan.StreamsBefore.Clear();
        plan.FeedsMoved.Clear();
        _tip = plan.Before;
        _sealed = _sealed == plan ? null : _sealed;
    }

    /// <summary>Many new streams in one commit are one question to the store, not one each.</summary>
    private void Preload(IReadOnlyList<Waiting> batches)
    {
        _unknown.Clear();
        foreach (var waiting in batches)
        {
            if (!_streams.Has(waiting.Batch.Stream))
            {
                _unknown.Add(waiting.Batch.Stream);
            }
        }

        if (_unknown.Count > 1)
        {
            var names = _unknown.ToArray();
            var heads = _store.LoadStreams(names);
            for (var i = 0; i < names.Length; i++)
            {
                _streams.Put(names[i], heads[i]);
            }
        }
    }

    private Answer Place(CommitPlan plan, Waiting waiting)
    {
        var batch = waiting.Batch;
        var head = _streams.Get(batch.Stream, _load);
        var command = CommandSet.HashOf(batch.CommandId);
        if (head.Commands.Contains(command) && Stored(plan, batch) is { IsEmpty: false } stored)
        {
            return new Answer(waiting, new Appended(stored), null);
        }

        if (head.Version != batch.ExpectedVersion)
        {
            var conflict = new LogConflictException(batch.Stream, batch.ExpectedVersion, head.Version);
            return new Answer(waiting, null, conflict);
        }

        return new Answer(waiting, new Appended(Place(plan, batch, head, command)), null);
    }

    private ImmutableArray<Fact> Place(CommitPlan plan, NewBatch batch, StreamHead head, long command)
    {
        var (version, atMicros) = (head.Version, head.AtMicros);
        var isNew = head.Commands.Add(command);
        plan.StreamsBefore.Add(new StreamBefore(head, version, atMicros, isNew ? command : null));
        head.AtMicros = Math.Max(atMicros, Moments.Micros(batch.At));
        var at = Moments.At(head.AtMicros);
        var placed = new Fact[batch.Facts.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            var fact = Place(plan, batch, batch.Facts[i], ++head.Version, at);
            plan.Facts.Add(fact);
            _chain.Write(fact, plan.Records);
            placed[i] = fact;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(placed);
    }

    private Fact Place(CommitPlan plan, NewBatch batch, NewFact fact, long version, DateTimeOffset at) => new()
    {
        Position = plan.LastPosition + 1,
        Stream = batch.Stream,
        Version = version,
        Feeds = Number(plan, fact.Feeds),
        At = at,
        By = fact.By ?? batch.By,
        Client = batch.Client,
        CommandId = batch.CommandId,
        Cause = batch.Cause,
        Correlation = batch.Correlation,
        Kind = fact.Kind,
        Schema = fact.Schema,
        RulesVersion = batch.RulesVersion,
        Tag = batch.Tag,
        Payload = fact.Payload,
        Commit = plan.Number,
    };

    private ImmutableArray<FeedNumber> Number(CommitPlan plan, ImmutableArray<string> feeds)
    {
        var numbers = new FeedNumber[feeds.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var feed = feeds[i];
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, feed, out _);
            numbers[i] = new FeedNumber(feed, ++last);
            plan.FeedsMoved.Add(feed);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    /// <summary>A command may have been stored long ago, or a moment before: in this plan or the last.</summary>
    private ImmutableArray<Fact> Stored(CommitPlan plan, NewBatch batch)
    {
        var found = Of(plan, batch);
        if (found.IsEmpty && _sealed is not null)
        {
            found = Of(_sealed, batch);
        }

        return found.IsEmpty ? _store.ReadCommand(batch.Stream, batch.CommandId) : found;
    }

    private static ImmutableArray<Fact> Of(CommitPlan plan, NewBatch batch) =>
        [.. plan.Facts.Where(fact => fact.CommandId == batch.CommandId && fact.Stream == batch.Stream)];
}
