using System.Diagnostics.Metrics;

namespace Orleans.Embedded.Engine;

/// <summary>The figures that the engine offers to whoever listens to its meter.</summary>
/// <remarks>
/// Calls count themselves in their activation, in a line of memory that they have at hand; a listener that looks walks
/// all activations. How long a call takes is told of one in <see cref="DurationOfOneIn"/>: two looks at the clock cost
/// as much as a fifth of a call.
/// </remarks>
internal sealed class EngineMeter : IDisposable
{
    internal const string Name = "Orleans.Embedded";

    /// <summary>A power of two.</summary>
    internal const int DurationOfOneIn = 64;

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private long _failed;
    private long _late;
    private long _cancelled;

    internal EngineMeter(GrainEngine engine)
    {
        var classes = engine.Catalogue.Classes;
        _meter = new Meter(Name, version: null, tags: null, scope: engine);
        _duration = _meter.CreateHistogram<double>(
            "orleans.embedded.call.duration", "ms", "From sending to the answer; a sample of the calls.");
        _meter.CreateObservableCounter(
            "orleans.embedded.calls", () => ByClass(classes, static one => one.Started), null,
            "Calls, ticks and events that started.");
        _meter.CreateObservableCounter(
            "orleans.embedded.calls.failed", () => Volatile.Read(ref _failed), null, "Calls that ended by exception.");
        _meter.CreateObservableCounter(
            "orleans.embedded.calls.late", () => Volatile.Read(ref _late), null, "Calls given up by timeout.");
        _meter.CreateObservableCounter(
            "orleans.embedded.calls.cancelled", () => Volatile.Read(ref _cancelled), null, "Calls given up by token.");
        _meter.CreateObservableGauge(
            "orleans.embedded.calls.waiting", () => ByClass(classes, static one => one.Queued), null,
            "Calls that lie in mailboxes.");
        _meter.CreateObservableGauge(
            "orleans.embedded.grains", () => ByClass(classes, static one => one.Active), null, "Living grains.");
        _meter.CreateObservableCounter(
            "orleans.embedded.events.delivered", () => engine.Streams.ReadFigures().Delivered, null,
            "Events that consumers handled.");
        _meter.CreateObservableGauge(
            "orleans.embedded.events.waiting", () => engine.Streams.ReadFigures().Waiting, null,
            "Events that lie in queues.");
    }

    internal bool TellsDuration => _duration.Enabled;

    internal void CountFailed() => Interlocked.Increment(ref _failed);

    internal void CountLate() => Interlocked.Increment(ref _late);

    internal void CountCancelled() => Interlocked.Increment(ref _cancelled);

    internal void TellDuration(TimeSpan duration) => _duration.Record(duration.TotalMilliseconds);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> ByClass(
        IReadOnlyList<GrainClass> classes, Func<GrainClass, long> read) =>
        classes.Select(one => new Measurement<long>(read(one), new KeyValuePair<string, object?>("grain", one.Name)));
}
