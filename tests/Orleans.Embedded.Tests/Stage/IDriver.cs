namespace Orleans.Embedded.Tests.Stage;

/// <summary>One way to run the contract: an engine with a driver.</summary>
public interface IDriver
{
    /// <summary>Whether idle grains are collected by the clock that tests move.</summary>
    static virtual bool CollectsByTheClock => true;

    Task<TestHost> Start(HostSettings settings);
}
