using System.ComponentModel;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>What occupies a grain until it ends: a request, a timer's tick, a stream's event.</summary>
/// <remarks>It is also what filters see of it; they may not keep it: it serves one use after the other.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : MailboxItem, IIncomingGrainCallContext
{
    private int _filtersPassed;

    private protected GrainCall()
    {
    }

    /// <summary>Whether it may start while others run.</summary>
    internal virtual bool Interleaves => false;

    /// <summary>Whether it counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Whether it counts towards the bound of the mailbox.</summary>
    internal virtual bool IsRequest => false;

    /// <summary>Whether nobody waits for it any more, so that it need not start.</summary>
    internal abstract bool IsOver { get; }

    /// <summary>What filters see as the interface.</summary>
    internal abstract string InterfaceName { get; }

    /// <summary>What filters see as the method.</summary>
    internal abstract string MethodName { get; }

    /// <summary>What filters see as the result.</summary>
    internal virtual object? Answer
    {
        get => null;
        set { }
    }

    /// <summary>Learns that it cannot start at once, or goes on after its first wait.</summary>
    internal virtual void Waits()
    {
    }

    /// <summary>Runs up to the first real wait; true if that was all. Otherwise it reports its end by itself.</summary>
    internal abstract bool Begin(Activation host);

    /// <summary>Runs the grain's own code, behind all filters.</summary>
    internal abstract Task Perform(Activation host);

    /// <summary>Tells whom it concerns, after the grain is free again.</summary>
    internal abstract void Finish();

    /// <summary>Ends it before it began.</summary>
    internal abstract void Fail(Exception cause);

    object IGrainCallContext.Grain => HostNow.Grain;

    string IGrainCallContext.InterfaceName => InterfaceName;

    string IGrainCallContext.MethodName => MethodName;

    object? IGrainCallContext.Result
    {
        get => Answer;
        set => Answer = value;
    }

    /// <summary>Where the call runs; null once it has ended, for it may lie in a pool for long.</summary>
    private protected Activation? Host { get; set; }

    private Activation HostNow => Host ?? throw new InvalidOperationException("The call has ended.");

    /// <summary>Goes on to the next filter, or to the grain.</summary>
    Task IGrainCallContext.Invoke()
    {
        var host = HostNow;
        if (!ReferenceEquals(Mailbox.OnThisThread, host))
        {
            throw new InvalidOperationException(
                $"A filter left the turn of {host} before it let the call pass. Await without ConfigureAwait(false).");
        }

        var filters = host.Engine.Filters;
        return _filtersPassed < filters.Length ? filters[_filtersPassed++].Invoke(this) : Perform(host);
    }

    /// <summary>Sends the call through all filters.</summary>
    private protected Task PassFilters(IIncomingGrainCallFilter[] filters)
    {
        _filtersPassed = 1;
        return filters[0].Invoke(this);
    }

    internal override void Run(Mailbox mailbox) => ((Activation)mailbox).Accept(this);
}
