using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.EventLog.Memory;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Tests.Stores;

namespace Twin.EventLog.Tests.Logs;

/// <summary>Whatever is done to both, the memory log and the SQLite log answer alike.</summary>
public class TwoLogsModelTests
{
    private const int Streams = 4;
    private const int Runs = 40;

    [Fact]
    public void Memory_and_sqlite_answer_alike_and_end_with_the_same_hash() =>
        Prop.ForAll(Plans(), steps => AnswerAlike(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    /// <summary>Steps are plain numbers, so that a failing list shrinks to a short one.</summary>
    private static Arbitrary<Step[]> Plans()
    {
        var step =
            from kind in Gen.Choose(0, 9)
            from stream in Gen.Choose(0, Streams - 1)
            from command in Gen.Choose(0, 30)
            from drift in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(-1)))
            from facts in Gen.Choose(1, 3)
            from minutes in Gen.Choose(-5, 5)
            select new Step(kind, stream, command, drift, facts, minutes);
        return Arb.From(Gen.ArrayOf(step), Shrunk);
    }

    private static IEnumerable<Step[]> Shrunk(Step[] steps) =>
        Enumerable.Range(0, steps.Length).Select(i => steps.Where((_, at) => at != i).ToArray());

    private static async Task<bool> AnswerAlike(Step[] steps)
    {
        using var folder = new TestFolder();
        var file = folder.File("log.db");
        var clock = new ManualClock();
        await using var memory = MemoryEventLog.Create(clock);
        var sqlite = Open(file, clock);
        try
        {
            var versions = new long[Streams];
            foreach (var step in steps)
            {
                clock.Move(TimeSpan.FromMinutes(1));
                if (step.Kind == 0)
                {
                    await sqlite.DisposeAsync();
                    sqlite = Open(file, clock);
                }
                else if (await Outcome(memory, step, versions) is var expected
                    && await Outcome(sqlite, step, versions) is var found && found != expected)
                {
                    throw new InvalidOperationException($"{step}: memory says {expected}, sqlite says {found}");
                }

                versions[step.Stream] = (await memory.ReadStream($"case/{step.Stream}", 0, 1_000, default)).Length;
            }

            return await SameEverywhere(memory, sqlite);
        }
        finally
        {
            await sqlite.DisposeAsync();
        }
    }

    private static SqliteEventLog Open(string file, TimeProvider clock) => SqliteEventLog.Open(
        file, new SqliteLogOptions { IndexedTogether = 5, StreamsCachedMax = 2 }, clock, NullLogger.Instance);

    private static async Task<string> Outcome(IEventLog log, Step step, long[] versions)
    {
        var batch = Given.One($"case/{step.Stream}", 0, $"c{step.Command}") with
        {
            ExpectedVersion = Math.Max(0, versions[step.Stream] + step.Drift),
            At = Given.Morning.AddMinutes(step.Minutes),
            Facts = [.. Enumerable.Range(0, step.Facts).Select(i =>
                Given.Fact($$"""{"i":{{i}}}""", $"area/{(step.Command + i) % 3}", $"dept/{step.Stream}"))],
        };
        try
        {
            return string.Join('\n', Given.Texts((await log.Append(batch, default)).Facts));
        }
        catch (LogConflictException conflict)
        {
            return conflict.Message;
        }
    }

    private static async Task<bool> SameEverywhere(MemoryEventLog memory, SqliteEventLog sqlite)
    {
        var heads = await memory.ReadFeedHeads(0, default);
        var same = Same(await memory.Everything(default), await sqlite.Everything(default))
            && heads.SequenceEqual(await sqlite.ReadFeedHeads(0, default))
            && memory.Head == sqlite.Head
            && (await sqlite.Check(null, default)).Fault is null;
        foreach (var head in heads)
        {
            same &= Same(
                await memory.ReadFeed(head.Feed, 1, 7, default), await sqlite.ReadFeed(head.Feed, 1, 7, default));
        }

        return same;
    }

    private static bool Same(ImmutableArray<Fact> left, ImmutableArray<Fact> right) =>
        Given.Texts(left).SequenceEqual(Given.Texts(right));

    /// <param name="Kind">0 = close and open the SQLite log; else append.</param>
    /// <param name="Stream">Which stream.</param>
    /// <param name="Command">Which command; a few repeat.</param>
    /// <param name="Drift">How far the expected version is off.</param>
    /// <param name="Facts">How many facts.</param>
    /// <param name="Minutes">The moment, before or after the morning.</param>
    private sealed record Step(int Kind, int Stream, int Command, int Drift, int Facts, int Minutes);
}
