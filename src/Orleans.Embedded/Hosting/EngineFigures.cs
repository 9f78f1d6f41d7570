namespace Orleans.Embedded.Hosting;

/// <summary>Counts of the engine at one moment, for monitoring.</summary>
/// <param name="ActivationsByClass">Living grains, by the full name of their class.</param>
/// <param name="QueuedRequests">Calls that have not started.</param>
/// <param name="Streams">What passed through the streams.</param>
public sealed record EngineFigures(
    IReadOnlyDictionary<string, int> ActivationsByClass, long QueuedRequests, StreamFigures Streams);

/// <summary>Counts of stream events since the start of the host.</summary>
/// <param name="Published">Events that publishers handed over.</param>
/// <param name="Delivered">Events that a consumer handled; one event may have several consumers, or none.</param>
/// <param name="Retried">Attempts that failed and were followed by another.</param>
/// <param name="Dropped">Events that were given up after the last attempt.</param>
/// <param name="Waiting">Events that lie in queues now.</param>
public sealed record StreamFigures(long Published, long Delivered, long Retried, long Dropped, long Waiting);
