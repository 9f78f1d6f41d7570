using System.ComponentModel;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>What occupies a grain until it ends: a request, a timer's tick, a stream's event.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : MailboxItem
{
    private CallContext? _context;

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

    /// <summary>Runs the call behind all filters.</summary>
    private protected Task PassFilters(Activation host) => (_context ??= new CallContext(this)).Begin(host);

    private protected void ForgetFilters() => _context?.End();

    internal override void Run(Mailbox mailbox) => ((Activation)mailbox).Accept(this);
}
