using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Memory;

/// <summary>All facts by position, by stream and by feed.</summary>
internal sealed class MemoryFacts : ICommitStore
{
    private readonly FactShelf _all = new();
    private readonly List<CommitRow> _commits = [];
    private readonly ByteChunks _hashes = new();
    private readonly Dictionary<string, List<int>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _feeds = new(StringComparer.Ordinal);

    public StreamHead LoadStream(string stream) => new();

    public ImmutableArray<Fact> ReadCommand(string stream, string commandId) =>
        [.. Stream(stream, 0, int.MaxValue).Where(fact => fact.CommandId == commandId)];

    public ICommitting Begin(CommitPlan plan, Action done) => Committed.By(() => Commit(plan));

    public void Commit(CommitPlan plan)
    {
        foreach (var fact in plan.Facts)
        {
            var index = _all.Count;
            _all.Add(fact);
            Add(_streams, fact.Stream, index);
            foreach (var (feed, _) in fact.Feeds)
            {
                Add(_feeds, feed, index);
            }
        }

        _commits.Add(new CommitRow(plan.FirstPosition, plan.LastPosition, plan.AtMicros, _hashes.Length));
        _hashes.Add((ReadOnlySpan<byte>)plan.Hash!);
    }

    public void Upkeep(bool idle)
    {
    }

    public Failure Judge(Exception failure) => Failure.OutcomeUnknown;

    public ImmutableArray<Fact> Stream(string stream, long afterVersion, int atMost) =>
        Read(_streams.GetValueOrDefault(stream), afterVersion, atMost);

    public ImmutableArray<Fact> Feed(string feed, long afterNumber, int atMost) =>
        Read(_feeds.GetValueOrDefault(feed), afterNumber, atMost);

    public ImmutableArray<Fact> All(long afterPosition, int atMost) =>
        Read(After(afterPosition, atMost, _all.Count), index => index);

    public string? HashOf(long commit) =>
        commit > 0 && commit <= _commits.Count ? ChainHash.Print(RecordOf(commit).Hash) : null;

    public ChainReport Check(IProgress<long>? progress, CancellationToken cancel)
    {
        var walk = new ChainWalk();
        string? fault = null;
        for (var number = 1; number <= _commits.Count; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var commit = RecordOf(number);
            var facts = All(commit.First - 1, (int)(commit.Last - commit.First + 1));
            if ((fault = walk.Next(commit, facts.AsSpan())) is not null)
            {
                break;
            }

            progress?.Report(walk.Facts);
        }

        return new ChainReport(walk.Commits, walk.Facts, walk.Head, fault);
    }

    private CommitRecord RecordOf(long number)
    {
        var row = _commits[(int)number - 1];
        var at = row.Hash;
        return new CommitRecord(number, row.First, row.Last, row.AtMicros, _hashes.Bytes(ref at));
    }

    private ImmutableArray<Fact> Read(List<int>? places, long after, int atMost) =>
        Read(After(after, atMost, places?.Count ?? 0), index => places![index]);

    private ImmutableArray<Fact> Read(Range range, Func<int, int> place)
    {
        var facts = new Fact[range.End.Value - range.Start.Value];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = _all[place(range.Start.Value + i)];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    /// <summary>Places are 1, 2, 3 … without a gap, so a place is an index.</summary>
    private static Range After(long after, int atMost, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(atMost);
        var first = (int)Math.Min(after, count);
        return first..(first + Math.Min(atMost, count - first));
    }

    private static void Add(Dictionary<string, List<int>> lists, string key, int index)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (places ??= []).Add(index);
    }

    private readonly record struct CommitRow(long First, long Last, long AtMicros, long Hash);
}
