using Twin.City.Cases;
using Twin.City.Json;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Cases;

public class NumbererGrainTests
{
    private static readonly EncodedFact Reserved =
        CityJson.Encode(new NumberEvent.NumbersReserved(new DateOnly(2026, 5, 15), UpTo: 200));

    [Fact]
    public async Task Numbers_run_from_one_without_doubles()
    {
        await using var city = await LiveCity.Start();
        var numberer = city.Grains.GetGrain<INumbererGrain>("330681");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 350).Select(_ => numberer.Next(city.Cancel)));

        Assert.Equal(350, numbers.Distinct().Count());
        Assert.Equal("33068120260515000001", numbers.Min());
        Assert.Equal("33068120260515000350", numbers.Max());
        Assert.InRange(city.Log.Head.Position, 4, 5);
    }

    [Fact]
    public async Task A_restart_leaves_a_gap_and_gives_no_number_twice()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        string before;
        await using (var city = await LiveCity.Start(log))
        {
            before = await city.Grains.GetGrain<INumbererGrain>("330681").Next(city.Cancel);
        }

        await using var again = await LiveCity.Start(log);
        var after = await again.Grains.GetGrain<INumbererGrain>("330681").Next(again.Cancel);

        Assert.Equal(("33068120260515000001", "33068120260515000101"), (before, after));
    }

    [Fact]
    public async Task Another_writer_of_the_stream_makes_it_read_again()
    {
        await using var city = await LiveCity.Start();
        var numberer = city.Grains.GetGrain<INumbererGrain>("330681");
        await numberer.Next(city.Cancel);
        await city.Log.Append(
            new NewBatch
            {
                Stream = "numbers/330681",
                ExpectedVersion = 1,
                At = Town.Morning,
                By = Author.System,
                CommandId = "x",
                Facts = [new NewFact(Reserved.Kind, 1, Reserved.Payload, [])],
            },
            city.Cancel);

        var given = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            try
            {
                given.Add(await numberer.Next(city.Cancel));
            }
            catch (LogConflictException)
            {
                // The case that asked is not filed; the gateway asks again.
            }
        }

        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.DoesNotContain(given, number => number is "33068120260515000101" or "33068120260515000200");
        Assert.Contains("33068120260515000201", given);
    }

    [Fact]
    public async Task At_midnight_of_the_city_the_numbers_begin_anew()
    {
        var time = new FastTime(speed: 1, Town.Morning);
        await using var city = await LiveCity.Start(time: time);
        var numberer = city.Grains.GetGrain<INumbererGrain>("330681");
        var friday = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => numberer.Next(city.Cancel)));

        time.Jump(TimeSpan.FromHours(14));
        var saturday = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => numberer.Next(city.Cancel)));

        Assert.All(friday, number => Assert.StartsWith("33068120260515", number, StringComparison.Ordinal));
        Assert.Equal(("33068120260516000001", "33068120260516000060"), (saturday.Min(), saturday.Max()));
        Assert.Equal(120, friday.Concat(saturday).Distinct().Count());
    }
}
