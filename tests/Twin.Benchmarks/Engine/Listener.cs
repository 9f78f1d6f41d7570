using System.Diagnostics.Metrics;

namespace Twin.Benchmarks.Engine;

/// <summary>Listens to all that the engine's meter tells, as an exporter would.</summary>
internal sealed class Listener : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _calls;
    private long _mostWaiting;
    private long _durations;

    public Listener()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Orleans.Embedded")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => See(instrument.Name, value));
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _durations));
        _listener.Start();
    }

    /// <summary>Calls, ticks and events that the engine had started at the last look.</summary>
    public long Calls { get; private set; }

    /// <summary>The most calls of one class that a look found waiting in mailboxes.</summary>
    public long MostWaiting => _mostWaiting;

    /// <summary>Durations of calls that were told.</summary>
    public long Durations => Volatile.Read(ref _durations);

    /// <summary>Reads all counts; walks all activations.</summary>
    public void Look()
    {
        _calls = 0;
        _listener.RecordObservableInstruments();
        Calls = _calls;
    }

    public void Dispose() => _listener.Dispose();

    private void See(string instrument, long value)
    {
        if (instrument == "orleans.embedded.calls")
        {
            _calls += value;
        }
        else if (instrument == "orleans.embedded.calls.waiting")
        {
            _mostWaiting = Math.Max(_mostWaiting, value);
        }
    }
}
