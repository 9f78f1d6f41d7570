using Twin.Silo.Live;

namespace Twin.Silo.Tests.Live;

public sealed class TicksTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_busy_topic_sends_once_a_tick()
    {
        var ticks = new Ticks(7, Tick);
        var sent = ticks.RestAfter(TimeSpan.FromSeconds(12.345)) + TimeSpan.FromSeconds(12.345);
        for (var i = 0; i < 100; i++)
        {
            var late = TimeSpan.FromMilliseconds(i % 40);

            var rest = ticks.RestAfter(sent + late);

            Assert.Equal(Tick, rest + late);
            sent += Tick;
        }
    }

    [Fact]
    public void The_second_frame_waits_half_a_tick_at_least()
    {
        for (var number = 0; number < 50; number++)
        {
            for (var at = 0; at < 100; at++)
            {
                var rest = new Ticks(number, Tick).RestAfter(TimeSpan.FromMilliseconds(1_000 + at));

                Assert.InRange(rest, Tick / 2, Tick * 1.5);
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Topics_that_began_together_spread_over_the_tick(int topics)
    {
        var places = Enumerable.Range(0, topics)
            .Select(number => new Ticks(number, Tick).RestAfter(TimeSpan.Zero).TotalMilliseconds % 100)
            .Order().ToArray();

        var widest = places.Zip(places.Skip(1), (one, next) => next - one).Max();

        Assert.True(widest < 3 * 100.0 / topics, $"{widest} ms lie between two of {topics} topics");
    }
}
