using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Engine;

/// <content>Waking the grain and letting it go.</content>
internal partial class Activation
{
    /// <summary>Whether the collector may end this; a guess from outside, made sure inside a turn.</summary>
    internal bool LooksIdleSince(int count) => _phase == Phase.Active && Volatile.Read(ref _lastUsed) <= count;

    /// <summary>Ends the grain if it has not been used since that count of the collector.</summary>
    internal void LeaveIfIdleSince(int count)
    {
        if (LooksIdleSince(count) && _running == 0 && _beside == 0 && _waiting.First is null && !_leaving)
        {
            SetLeaving(DeactivationReasonCode.ActivationIdle, "It has been idle for its collection age.");
        }
    }

    /// <summary>Ends the grain after the work in hand; any thread.</summary>
    internal void LeaveWhenDone(Grain grain)
    {
        if (ReferenceEquals(OnThisThread, this))
        {
            LeaveAsAsked(grain);
        }
        else
        {
            Post(new LeaveItem(grain));
        }
    }

    protected override void BeforeSleep()
    {
        if (_phase == Phase.Empty && _waiting.First is null && !_gone && Class.TryForget(this))
        {
            _gone = true;
            Engine.Closed();
        }
    }

    private void LeaveAsAsked(Grain grain)
    {
        if (_phase is Phase.Active or Phase.Waking && (_grain is null || ReferenceEquals(_grain, grain)) && !_leaving)
        {
            SetLeaving(DeactivationReasonCode.ApplicationRequested, "The grain asked for it.");
        }
    }

    private void SetLeaving(DeactivationReasonCode code, string description)
    {
        _leaving = true;
        Extras.Reason = new DeactivationReason(code, description);
    }

    private void Wake() => _ = WakeAsync();

    private async Task WakeAsync()
    {
        DropThoseOver();
        while (_waiting.First is { } cause)
        {
            _phase = Phase.Waking;
            var failure = await TryMakeGrain(cause);
            if (failure is null)
            {
                _phase = Phase.Active;
                Class.CountActive(1);
                Readmit();
                return;
            }

            await Bury();
            _waiting.Take();
            Unqueue(cause);
            var wasRequest = cause.IsRequest;
            cause.Fail(failure);
            Over(wasRequest);
            DropThoseOver();
        }

        _phase = Phase.Empty;
    }

    /// <summary>Makes the grain for the call that caused it; gives back what went wrong.</summary>
    private async ValueTask<Exception?> TryMakeGrain(GrainCall cause)
    {
        RequestContext.Current = (cause as Request)?.Context;
        try
        {
            _grain = Class.Create();
        }
        catch (Exception failure)
        {
            return new InvalidOperationException($"Failed to create an instance of grain type {Class.Name}.", failure);
        }

        if (Class.MindsWaking)
        {
            try
            {
                await _grain.OnActivateAsync(Engine.Abort);
            }
            catch (Exception failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Lets in the calls that waited for the grain, in their order.</summary>
    private void Readmit()
    {
        var waited = _waiting;
        _waiting = default;
        var flow = TurnFlow.Enter();
        if (_leaving && waited.First is not null)
        {
            // A grain that leaves on waking still answers the call that woke it; else it would wake for ever.
            Start(waited.Take());
            flow.Restore();
        }

        while (waited.First is not null)
        {
            Accept(waited.Take());
            flow.Restore();
        }
    }

    private void Leave()
    {
        if (!_leaving)
        {
            SetLeaving(DeactivationReasonCode.ShuttingDown, "The host is stopping.");
        }

        _phase = Phase.Leaving;
        _ = LeaveAsync(Extras.Reason);
    }

    private async Task LeaveAsync(DeactivationReason reason)
    {
        Extras.DisposeTimers();
        if (Class.MindsLeaving)
        {
            await SayGoodbye(reason);
        }

        await Bury();
        Class.CountActive(-1);
        _phase = Phase.Empty;
        DropThoseOver();
        if (_waiting.First is not null)
        {
            Wake();
        }
    }

    private async Task SayGoodbye(DeactivationReason reason)
    {
        using var limit = new CancellationTokenSource(Engine.ResponseTimeout, Engine.Time);
        try
        {
            await Grain.OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failure)
        {
            Engine.Log.GoodbyeFailed(this, failure);
        }
    }

    /// <summary>Forgets the grain and all that belonged to it.</summary>
    private async ValueTask Bury()
    {
        _extras?.DisposeTimers();
        var grain = _grain;
        try
        {
            switch (grain)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
        catch (Exception failure)
        {
            Engine.Log.GoodbyeFailed(this, failure);
        }

        _grain = null;
        _extras = null;
        _leaving = false;
    }

    private void DropThoseOver()
    {
        while (_waiting.First is { IsOver: true })
        {
            Drop(_waiting.Take());
        }
    }

    private sealed class LeaveItem(Grain grain) : MailboxItem
    {
        internal override void Run(Mailbox mailbox) => ((Activation)mailbox).LeaveAsAsked(grain);
    }
}
