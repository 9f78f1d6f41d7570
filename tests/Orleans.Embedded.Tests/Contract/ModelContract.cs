using FsCheck;
using FsCheck.Fluent;
using Orleans.Embedded.Tests.Grains;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Contract;

/// <summary>Whatever happens to a grain, its answers are those of a plain number that is sometimes forgotten.</summary>
public abstract class ModelContract<TDriver> : ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    private enum Act
    {
        Add,
        AddTwiceAtOnce,
        Fail,
        GiveUp,
        Leave,
        Idle,
    }

    private static Act[] Acts =>
        [.. Enum.GetValues<Act>().Where(act => act != Act.Idle || TDriver.CollectsByTheClock)];

    [Fact]
    public void A_grain_answers_as_its_model_does() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(
                Gen.Elements(Acts).ListOf().ToArbitrary(),
                acts => RunAsync([.. acts]).GetAwaiter().GetResult()));

    private static async Task<bool> RunAsync(Act[] acts)
    {
        await using var host = await Start();
        var desk = host.Grains.GetGrain<IDesk>("a");
        var model = 1;
        Assert.Equal(model, await desk.Add(1));
        foreach (var act in acts)
        {
            switch (act)
            {
                case Act.Add:
                    model++;
                    break;
                case Act.AddTwiceAtOnce:
                    var both = new[] { desk.AddAsTask(1), desk.AddAsTask(1) };
                    Assert.Equal(model + 1, await both[0]);
                    Assert.Equal(model + 2, await both[1]);
                    model += 3;
                    break;
                case Act.Fail:
                    await Assert.ThrowsAsync<RefusedException>(() => desk.Fail("no"));
                    model++;
                    break;
                case Act.GiveUp:
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(
                        () => desk.WaitFor("never", new CancellationToken(canceled: true)));
                    model++;
                    break;
                case Act.Leave:
                    await desk.Leave();
                    model = 1;
                    break;
                case Act.Idle:
                    host.Clock.Advance(TimeSpan.FromMinutes(20));
                    model = 1;
                    break;
            }

            Assert.Equal(model, await desk.Add(1));
        }

        return true;
    }
}
