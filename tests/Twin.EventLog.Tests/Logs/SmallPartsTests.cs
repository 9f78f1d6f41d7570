using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Twin.EventLog.Commits;

namespace Twin.EventLog.Tests.Logs;

/// <summary>The parts whose bytes lie in files for ever.</summary>
public class SmallPartsTests
{
    [Fact]
    public void A_chunk_of_positions_comes_back_as_it_was() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt[]>(),
        steps =>
        {
            var positions = new List<long>();
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var step in steps)
            {
                FeedChunk.Write(bytes, step.Get * 1_000L);
                positions.Add((positions.Count == 0 ? 0 : positions[^1]) + (step.Get * 1_000L));
            }

            return FeedChunk.Read(bytes.WrittenSpan).SequenceEqual(positions);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void The_hash_of_a_command_never_changes()
    {
        Assert.Equal(unchecked((long)14695981039346656037UL), CommandSet.HashOf(""));
        Assert.Equal(unchecked((long)0xAF63DC4C8601EC8CUL), CommandSet.HashOf("a"));
    }

    [Fact]
    public void A_set_of_commands_knows_what_was_added_and_taken_back()
    {
        var set = new CommandSet();
        long[] hashes = [.. Enumerable.Range(0, 100).Select(i => CommandSet.HashOf($"c-{i}"))];
        foreach (var hash in hashes)
        {
            Assert.True(set.Add(hash));
            Assert.False(set.Add(hash));
            Assert.True(set.Contains(hash));
        }

        set.Remove(hashes[99]);
        Assert.False(set.Contains(hashes[99]));
        Assert.True(set.Contains(hashes[0]));
    }

    [Fact]
    public void A_set_of_commands_holds_what_a_set_of_the_library_holds() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Command, bool TakesBack)[]>(),
        steps =>
        {
            var (set, known) = (new CommandSet(), new HashSet<long>());
            return steps.All(step =>
            {
                // Low bits alike, so that many want the same place.
                var hash = step.Command % 40L << 24;
                if (step.TakesBack)
                {
                    set.Remove(hash);
                    known.Remove(hash);
                    return !set.Contains(hash) && known.All(set.Contains);
                }

                return set.Add(hash) == known.Add(hash) && known.All(set.Contains);
            });
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_few_commands_can_be_taken_back_too()
    {
        var set = new CommandSet();
        Assert.True(set.Add(1) && set.Add(2) && set.Add(3));
        set.Remove(2);
        Assert.True(set.Contains(1) && set.Contains(3) && !set.Contains(2));
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(9L, 0L)]
    [InlineData(10L, 1L)]
    [InlineData(-1L, -1L)]
    [InlineData(-10L, -1L)]
    public void Moments_are_whole_microseconds_rounded_down(long ticks, long micros)
    {
        Assert.Equal(micros, Moments.Micros(DateTimeOffset.UnixEpoch.AddTicks(ticks)));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(micros * 10), Moments.At(micros));
    }

    /// <summary>Fixed from the first commit: if this fails, every log that exists would fail its check.</summary>
    [Fact]
    public void The_chain_over_a_known_commit_has_its_known_hash()
    {
        var fact = new Fact
        {
            Position = 1,
            Stream = "case/1",
            Version = 1,
            Feeds = [new FeedNumber("area/网格", 1)],
            At = Given.Morning,
            By = new Author("account-7", "GridWorker"),
            Client = "app",
            CommandId = "a",
            Cause = null,
            Correlation = "case/1",
            Kind = "case/Reported",
            Schema = 1,
            RulesVersion = "r1",
            Tag = null,
            Payload = """{"a":1}"""u8.ToArray(),
            Commit = 1,
        };
        var hash = new ChainHash().After(ChainHash.Start, 1, Moments.Micros(Given.Morning), [fact]);
        Assert.Equal("6ca01d5fe43eaff0b3acf6a8777dfe78b89762017a872518eee891850c60c496", ChainHash.Print(hash));
    }
}
