namespace Orleans.Embedded.Tests.Stage;

/// <summary>Starts hosts for the tests of one part of the contract.</summary>
public abstract class ContractTests<TDriver>
    where TDriver : IDriver, new()
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static Task<TestHost> Start(HostSettings? settings = null) =>
        new TDriver().Start(settings ?? new HostSettings());
}
