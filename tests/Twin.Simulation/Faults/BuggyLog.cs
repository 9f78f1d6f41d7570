using System.Collections.Immutable;
using Twin.City;
using Twin.EventLog;

namespace Twin.Simulation.Faults;

/// <summary>The log with one of the seeded bugs that a log can have.</summary>
internal sealed class BuggyLog(IEventLog log, SeededBug bug) : PassingLog(log)
{
    /// <summary>Parts a command's own id from what hides it from the log.</summary>
    public const char Again = '#';

    private long _commands;

    public override async ValueTask<Appended> Append(NewBatch batch, CancellationToken cancel) => await Log.Append(
        bug switch
        {
            SeededBug.SkipFence => batch with { ExpectedVersion = await VersionOf(batch.Stream, cancel) },
            SeededBug.ForgetCommandIds => batch with
            {
                CommandId = CommandKey.Of(
                    $"{CommandKey.IdOf(batch.CommandId)}{Again}{++_commands}", CommandKey.PrintOf(batch.CommandId)),
            },
            SeededBug.LoseReHome => batch with { Facts = [.. batch.Facts.Select(WithoutOldHome)] },
            _ => batch,
        },
        cancel);

    public override ValueTask<ImmutableArray<FeedHead>> ReadFeedHeads(long afterPosition, CancellationToken cancel) =>
        bug == SeededBug.DropNudges ? ValueTask.FromResult<ImmutableArray<FeedHead>>([])
        : Log.ReadFeedHeads(afterPosition, cancel);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<long> VersionOf(string stream, CancellationToken cancel) =>
        (await Log.ReadStream(stream, 0, int.MaxValue, cancel)).Length;

    /// <summary>A fact in two areas' feeds moves a case; the second is the home that loses it.</summary>
    private static NewFact WithoutOldHome(NewFact fact)
    {
        var areas = fact.Feeds.Where(feed => feed.StartsWith("area:", StringComparison.Ordinal)).ToArray();
        return areas.Length < 2 ? fact : fact with { Feeds = fact.Feeds.Remove(areas[1]) };
    }
}
