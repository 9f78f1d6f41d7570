using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>What a contract test asks of its host, in words that fit every engine.</summary>
public sealed record HostSettings
{
    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan CollectionQuantum { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxEnqueuedRequests { get; init; } = 10_000;

    public int StreamQueueLimit { get; init; } = 1_000;

    public Func<StreamId, object, bool>? StreamDrop { get; init; }

    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}
