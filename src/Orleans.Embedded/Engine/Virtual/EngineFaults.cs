using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine.Virtual;

/// <summary>The freedoms that Orleans takes, taken on purpose, so that a grain that leans on them fails here.</summary>
/// <remarks>Only the virtual driver has one; the driver of real time has none.</remarks>
internal abstract class EngineFaults
{
    private readonly Dictionary<Activation, List<GrainCall>> _running = [];

    /// <summary>True loses a one-way call.</summary>
    internal abstract bool Loses(string to, string method);

    /// <summary>How long a call is on its way; zero = it is there at once.</summary>
    internal abstract TimeSpan DelayOf(string to, string method);

    /// <summary>After which delays copies of an event reach a consumer; none = the event is lost.</summary>
    internal abstract ReadOnlySpan<TimeSpan> Copies(StreamId stream, object item);

    /// <summary>The other grain of this key, where two live and the caller's directory knows the older one.</summary>
    internal abstract Activation? OlderOf(string to);

    internal void Started(Activation activation, GrainCall call)
    {
        if (!_running.TryGetValue(activation, out var calls))
        {
            _running[activation] = calls = [];
        }

        calls.Add(call);
    }

    internal void Ended(Activation activation, GrainCall call)
    {
        if (_running.TryGetValue(activation, out var calls) && calls.Remove(call) && calls.Count == 0)
        {
            _running.Remove(activation);
        }
    }

    /// <summary>The calls that an activation was working on when it crashed.</summary>
    internal GrainCall[] TakeRunning(Activation activation) =>
        _running.Remove(activation, out var calls) ? [.. calls] : [];
}
