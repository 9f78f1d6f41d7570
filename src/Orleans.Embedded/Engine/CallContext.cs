using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>One call on its way through the filters to the grain.</summary>
internal sealed class CallContext(Activation host, GrainCall call) : IIncomingGrainCallContext
{
    private int _passed;

    public object Grain => host.Grain;

    public string InterfaceName => call.InterfaceName;

    public string MethodName => call.MethodName;

    public object? Result
    {
        get => call.Answer;
        set => call.Answer = value;
    }

    public Task Invoke()
    {
        if (!ReferenceEquals(Mailbox.OnThisThread, host))
        {
            throw new InvalidOperationException(
                $"A filter left the turn of {host} before it let the call pass. Await without ConfigureAwait(false).");
        }

        var filters = host.Engine.Filters;
        return _passed < filters.Length ? filters[_passed++].Invoke(this) : call.Perform(host);
    }
}
