using Orleans;

namespace Twin.Grains.Numbers;

/// <summary>Gives the running numbers of one district and day. Key: <c>{area6}-{yyyyMMdd}</c>.</summary>
public interface INumbererGrain : IGrainWithStringKey
{
    /// <summary>The next number, from 1; gaps are allowed, a number twice is not.</summary>
    Task<long> Next(CancellationToken cancel = default);
}
