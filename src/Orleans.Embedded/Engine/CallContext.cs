using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>One call on its way through the filters to the grain.</summary>
/// <remarks>It belongs to a call object and serves each of its uses; a filter may not keep it.</remarks>
internal sealed class CallContext(GrainCall call) : IIncomingGrainCallContext
{
    private Activation? _host;
    private int _passed;

    public object Grain => Host.Grain;

    public string InterfaceName => call.InterfaceName;

    public string MethodName => call.MethodName;

    public object? Result
    {
        get => call.Answer;
        set => call.Answer = value;
    }

    private Activation Host => _host ?? throw new InvalidOperationException("The call has ended.");

    /// <summary>Sends the call through all filters.</summary>
    internal Task Begin(Activation host)
    {
        (_host, _passed) = (host, 0);
        return Invoke();
    }

    /// <summary>Forgets the grain: the call may lie in a pool for long.</summary>
    internal void End() => _host = null;

    public Task Invoke()
    {
        var host = Host;
        if (!ReferenceEquals(Mailbox.OnThisThread, host))
        {
            throw new InvalidOperationException(
                $"A filter left the turn of {host} before it let the call pass. Await without ConfigureAwait(false).");
        }

        var filters = host.Engine.Filters;
        return _passed < filters.Length ? filters[_passed++].Invoke(this) : call.Perform(host);
    }
}
