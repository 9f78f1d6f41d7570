using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <summary>What the engine writes to the log.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Error, "A tick of {Activation} failed; the timer goes on.")]
    internal static partial void TickFailed(this ILogger log, Activation activation, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "A one-way call of {Method} failed at {Activation}.")]
    internal static partial void OneWayFailed(
        this ILogger log, string method, object activation, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "{Activation} failed to end.")]
    internal static partial void GoodbyeFailed(this ILogger log, Activation activation, Exception failure);

    [LoggerMessage(4, LogLevel.Critical, "The mailbox of {Activation} met a failure that nobody awaits.")]
    internal static partial void ItemFailed(this ILogger log, Activation activation, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "The engine stopped with {Open} grains that had not ended their work.")]
    internal static partial void StoppedHard(this ILogger log, int open);

    [LoggerMessage(6, LogLevel.Warning, "{Consumer} failed at an event of stream {Stream}; attempt {Attempt}.")]
    internal static partial void EventFailed(
        this ILogger log, string consumer, StreamId stream, int attempt, Exception failure);

    [LoggerMessage(7, LogLevel.Error, "An event of stream {Stream} was dropped: {Consumer} failed {Attempts} times.")]
    internal static partial void EventDropped(this ILogger log, StreamId stream, string consumer, int attempts);

    [LoggerMessage(8, LogLevel.Warning, "{Consumer} has no handler for stream {Stream}; its events are ignored.")]
    internal static partial void EventUnhandled(this ILogger log, string consumer, StreamId stream);

    [LoggerMessage(9, LogLevel.Information, "{Events} stream events were not delivered before the stop.")]
    internal static partial void EventsLost(this ILogger log, long events);
}
