using Orleans;
using Orleans.Concurrency;
using Twin.City.Cases;

namespace Twin.Grains.Cases;

/// <summary>One open case, alive. Key: the CaseId.</summary>
public interface ICaseGrain : IGrainWithStringKey
{
    /// <summary>Decides, appends, applies, tells. Answers after the facts are durable.</summary>
    Task<CaseAnswer> Do(CaseOrder order, CancellationToken cancel = default);

    /// <summary>What may be seen of the case; null when there is none.</summary>
    Task<CaseSight?> See(CancellationToken cancel = default);

    /// <summary>A due time may have passed: the case looks and decides, once however often it is told.</summary>
    [OneWay]
    Task ClockDue();
}
