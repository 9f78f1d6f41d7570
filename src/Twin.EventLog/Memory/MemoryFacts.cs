using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Memory;

/// <summary>All facts in lists: by position, by stream and by feed.</summary>
internal sealed class MemoryFacts : ICommitStore
{
    private readonly List<Fact> _all = [];
    private readonly List<CommitRecord> _commits = [];
    private readonly Dictionary<string, List<Fact>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Fact>> _feeds = new(StringComparer.Ordinal);

    public StreamHead LoadStream(string stream) => new();

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId) =>
        _streams.TryGetValue(stream, out var facts) ? [.. facts.Where(fact => fact.CommandId == commandId)] : [];

    public ICommitting Begin(CommitPlan plan, Action done) => Committed.By(() => Commit(plan));

    public void Commit(CommitPlan plan)
    {
        foreach (var fact in plan.Facts)
        {
            _all.Add(fact);
            ListOf(_streams, fact.Stream).Add(fact);
            foreach (var (feed, _) in fact.Feeds)
            {
                ListOf(_feeds, feed).Add(fact);
            }
        }

        _commits.Add(new CommitRecord(plan.Number, plan.FirstPosition, plan.LastPosition, plan.AtMicros, plan.Hash!));
    }

    public void Upkeep(bool idle)
    {
    }

    public Failure Judge(Exception failure) => Failure.OutcomeUnknown;

    public ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost) =>
        After(_streams.GetValueOrDefault(stream), afterVersion, atMost);

    public ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost) =>
        After(_feeds.GetValueOrDefault(feed), afterNumber, atMost);

    public ImmutableArray<Fact> All(long afterPosition, int atMost) => After(_all, afterPosition, atMost);

    public string? HashOf(long commit) =>
        commit > 0 && commit <= _commits.Count ? ChainHash.Print(_commits[(int)commit - 1].Hash) : null;

    public ChainReport Check(IProgress<long>? progress, CancellationToken cancel)
    {
        var walk = new ChainWalk();
        string? fault = null;
        foreach (var commit in _commits)
        {
            cancel.ThrowIfCancellationRequested();
            var facts = CollectionsMarshal.AsSpan(_all)[(int)(commit.First - 1)..(int)commit.Last];
            if ((fault = walk.Next(commit, facts)) is not null)
            {
                break;
            }

            progress?.Report(walk.Facts);
        }

        return new ChainReport(walk.Commits, walk.Facts, walk.Head, fault);
    }

    /// <summary>Places are 1, 2, 3 … without a gap, so a place is an index.</summary>
    private static ImmutableArray<Fact> After(List<Fact>? facts, long after, int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(atMost);
        if (facts is null || after >= facts.Count)
        {
            return [];
        }

        var count = Math.Min(atMost, facts.Count - (int)after);
        return ImmutableArray.Create(CollectionsMarshal.AsSpan(facts).Slice((int)after, count));
    }

    private static List<Fact> ListOf(Dictionary<string, List<Fact>> lists, string key)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        return list ??= [];
    }
}
