using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>The engine's settings; each appears once, with unit and default.</summary>
public sealed class EmbeddedOrleansOptions
{
    /// <summary>Idle time before an activation is collected; 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Pause between two looks for idle activations; 1 minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits for an answer; 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait in one mailbox; 1,000, and 0 is no bound. Beyond it a call is refused.</summary>
    public int MaxEnqueuedRequests { get; set; } = 1_000;

    /// <summary>Events that may wait for one consumer of one stream; 1,000. Beyond it the publisher waits.</summary>
    public int StreamQueueLimit { get; set; } = 1_000;

    /// <summary>Assemblies that hold grain classes.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>Names of the stream providers.</summary>
    public IList<string> StreamProviders { get; } = [];

    /// <summary>For tests: true loses the event without a word, to prove that streams are hints.</summary>
    public Func<StreamId, object, bool>? StreamDrop { get; set; }

    /// <summary>Refuses what cannot work, before the doors open.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CollectionQuantum, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(CollectionAge, CollectionQuantum);
        if (ResponseTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ResponseTimeout, TimeSpan.Zero);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MaxEnqueuedRequests);
        ArgumentOutOfRangeException.ThrowIfLessThan(StreamQueueLimit, 1);
        if (GrainAssemblies.Count == 0)
        {
            throw new ArgumentException($"{nameof(GrainAssemblies)} is empty: name the assembly of the grains.");
        }
    }
}
