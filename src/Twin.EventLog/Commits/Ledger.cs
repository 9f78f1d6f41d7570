using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Twin.EventLog.Commits;

/// <summary>Gives facts their place: position, version, feed numbers, commit. Knows no store's language.</summary>
/// <remarks>One writer at a time. Before the next plan, one is either <see cref="Accept"/>ed or undone.</remarks>
internal sealed class Ledger
{
    private readonly ICommitStore _store;
    private readonly ChainHash _chain = new();
    private readonly StreamCache _streams;
    private readonly Func<string, StreamHead> _load;
    private readonly Dictionary<string, long> _feeds = new(StringComparer.Ordinal);
    private readonly List<Fact> _facts = [];
    private readonly List<StreamBefore> _streamsBefore = [];
    private readonly List<string> _feedsMoved = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private byte[] _hash;
    private long _position;
    private long _commit;
    private long _atMicros;

    public Ledger(ICommitStore store, LedgerStart start, int streamsCachedMax)
    {
        (_store, _load, _streams) = (store, store.LoadStream, new StreamCache(streamsCachedMax));
        (_position, _commit, _atMicros, _hash) = (start.Position, start.Commit, start.AtMicros, start.Hash);
        foreach (var feed in start.Feeds)
        {
            _feeds[feed.Feed] = feed.Number;
        }
    }

    public LogHead Head => new(_position, _commit, ChainHash.Print(_hash));

    public CommitPlan Plan(IReadOnlyList<Waiting> batches, DateTimeOffset now)
    {
        _facts.Clear();
        _streamsBefore.Clear();
        _feedsMoved.Clear();
        Preload(batches);
        var atMicros = Math.Max(_atMicros, Moments.Micros(now));
        var answers = ImmutableArray.CreateBuilder<Answer>(batches.Count);
        foreach (var waiting in batches)
        {
            answers.Add(Place(waiting));
        }

        var hash = _facts.Count == 0
            ? null
            : _chain.After(_hash, _commit + 1, atMicros, CollectionsMarshal.AsSpan(_facts));
        return new CommitPlan
        {
            Number = _commit + 1,
            AtMicros = atMicros,
            Facts = [.. _facts],
            Hash = hash,
            Answers = answers.MoveToImmutable(),
        };
    }

    /// <summary>The plan is durable: the next one builds on it.</summary>
    public void Accept(CommitPlan plan)
    {
        if (plan.Hash is not null)
        {
            (_position, _commit, _atMicros, _hash) = (plan.LastPosition, plan.Number, plan.AtMicros, plan.Hash);
        }

        _streams.Trim();
    }

    /// <summary>The plan was not stored: as if it had never been.</summary>
    public void Undo()
    {
        for (var i = _streamsBefore.Count - 1; i >= 0; i--)
        {
            _streamsBefore[i].Restore();
        }

        foreach (var feed in _feedsMoved)
        {
            _feeds[feed]--;
        }

        _streamsBefore.Clear();
        _feedsMoved.Clear();
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

    private Answer Place(Waiting waiting)
    {
        var batch = waiting.Batch;
        var head = _streams.Get(batch.Stream, _load);
        var command = CommandSet.HashOf(batch.CommandId);
        if (head.Commands.Contains(command) && Stored(batch) is { IsEmpty: false } stored)
        {
            return new Answer(waiting, new Appended(stored), null);
        }

        if (head.Version != batch.ExpectedVersion)
        {
            var conflict = new LogConflictException(batch.Stream, batch.ExpectedVersion, head.Version);
            return new Answer(waiting, null, conflict);
        }

        return new Answer(waiting, new Appended(Place(batch, head, command)), null);
    }

    private ImmutableArray<Fact> Place(NewBatch batch, StreamHead head, long command)
    {
        var (version, atMicros) = (head.Version, head.AtMicros);
        var isNew = head.Commands.Add(command);
        _streamsBefore.Add(new StreamBefore(head, version, atMicros, isNew ? command : null));
        head.AtMicros = Math.Max(atMicros, Moments.Micros(batch.At));
        var at = Moments.At(head.AtMicros);
        var placed = new Fact[batch.Facts.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = Place(batch, batch.Facts[i], ++head.Version, at);
            _facts.Add(placed[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(placed);
    }

    private Fact Place(NewBatch batch, NewFact fact, long version, DateTimeOffset at) => new()
    {
        Position = _position + _facts.Count + 1,
        Stream = batch.Stream,
        Version = version,
        Feeds = Number(fact.Feeds),
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
        Commit = _commit + 1,
    };

    private ImmutableArray<FeedNumber> Number(ImmutableArray<string> feeds)
    {
        var numbers = new FeedNumber[feeds.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var feed = feeds[i];
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, feed, out _);
            numbers[i] = new FeedNumber(feed, ++last);
            _feedsMoved.Add(feed);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    /// <summary>A command may have been stored long ago, or a moment before in this very plan.</summary>
    private ImmutableArray<Fact> Stored(NewBatch batch)
    {
        var here = _facts.Where(fact => fact.CommandId == batch.CommandId && fact.Stream == batch.Stream);
        return here.ToImmutableArray() is { IsEmpty: false } found
            ? found
            : _store.ReadCommand(batch.Stream, batch.CommandId);
    }
}
