using Orleans;

namespace Twin.Grains.Cases;

/// <summary>Gives the case numbers of one district. Key: the six digits of its code.</summary>
public interface INumbererGrain : IGrainWithStringKey
{
    /// <summary>The next number of today; gaps are allowed, a number twice is not.</summary>
    Task<string> Next(CancellationToken cancel = default);
}
