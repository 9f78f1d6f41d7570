using Orleans.Embedded.Hosting;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Engine;

/// <content>What a grain asks of its activation.</content>
internal partial class Activation
{
    /// <summary>The activation whose grain is being made on this thread.</summary>
    internal static Activation? Making =>
        OnThisThread is Activation { _phase: Phase.Waking, _grain: null } one ? one : null;

    internal ActivationExtras Extras => _extras ??= new ActivationExtras();

    /// <summary>The activation of a grain, from anywhere.</summary>
    internal static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (grain as Grain)?.Activation
            ?? throw new InvalidOperationException($"{grain.GetType()} was not activated by the engine.");
    }

    /// <summary>The activation of a grain whose turn this is.</summary>
    internal static Activation OnTurn(IGrainBase grain)
    {
        var activation = Of(grain);
        if (!ReferenceEquals(activation, OnThisThread))
        {
            throw new InvalidOperationException(
                $"{activation} is used outside its turn. Await without ConfigureAwait(false) and without Task.Run.");
        }

        if (!ReferenceEquals(activation._grain, grain) && !ReferenceEquals(activation, Making))
        {
            throw new InvalidOperationException($"This grain of {activation} has been deactivated.");
        }

        return activation;
    }

    internal IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        Extras.Add(timer);
        timer.Start();
        return timer;
    }

    internal IStreamProvider StreamProvider(string name) => Engine.Streams.Provider(name);

    /// <summary>Looks whether the grain has been idle; posted by the collector.</summary>
    internal sealed class IdleItem(int count) : MailboxItem
    {
        internal override void Run(Mailbox mailbox) => ((Activation)mailbox).LeaveIfIdleSince(count);
    }

    /// <summary>Wakes the mailbox so that it sees that the engine is stopping.</summary>
    internal sealed class StopItem : MailboxItem
    {
        internal override void Run(Mailbox mailbox)
        {
        }
    }
}
