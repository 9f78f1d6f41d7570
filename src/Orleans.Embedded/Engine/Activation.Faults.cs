using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <content>What may befall a grain in fault mode; between turns only.</content>
internal partial class Activation
{
    /// <summary>Whether a grain lives here that could be struck.</summary>
    internal bool IsAwake => _phase is Phase.Active or Phase.Waking && !_gone && _grain is not null;

    /// <summary>Ends the grain after the work in hand.</summary>
    internal void LeaveSoon() => LeaveWhenDone(Grain);

    /// <summary>The directory forgets the grain, which lives on: the next caller wakes another of its key.</summary>
    /// <remarks>As after a false death: those who have called before still reach this one.</remarks>
    internal void LoseFromDirectory() => Class.TryForget(this);

    /// <summary>The grain is no more, without goodbye: running calls fail, no method of it goes on.</summary>
    internal void Crash()
    {
        Class.TryForget(this);
        if (_phase == Phase.Active)
        {
            Class.CountActive(-1);
        }

        _phase = Phase.Empty;
        _gone = true;
        _extras?.DisposeTimers();
        Kill();
        foreach (var call in Engine.Faults!.TakeRunning(this))
        {
            call.Fail(new OrleansException($"{this} crashed while it worked on {call.MethodName}."));
        }

        (_grain, _extras, _leaving) = (null, null, false);
        while (_waiting.First is not null)
        {
            SendOn(_waiting.Take());
        }
    }

    protected override void RunDead(MailboxItem item)
    {
        if (item is GrainCall call and not Request { IsReply: true })
        {
            SendOn(call);
        }
    }
}
