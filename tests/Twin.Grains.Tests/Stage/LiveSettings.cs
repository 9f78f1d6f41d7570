using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Twin.Grains.Tests.Stage;

/// <summary>What a city asks of the engine that runs it, in words that fit both.</summary>
internal sealed record LiveSettings
{
    /// <summary>Registers the city; once for each silo, with the same log.</summary>
    public required Action<IServiceCollection> AddCity { get; init; }

    /// <summary>Which hints the streams lose; null for none.</summary>
    public Func<StreamId, CaseNews, bool>? Loses { get; init; }

    public TimeSpan? IdleAfter { get; init; }

    /// <summary>How many processes of the city; the embedded engine has one.</summary>
    public short Silos { get; init; } = 1;
}
