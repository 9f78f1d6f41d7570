namespace Orleans.Embedded.Engine.Virtual;

/// <summary>Runs turns on the virtual world's thread, in the order that its seed draws.</summary>
/// <param name="realm">The process whose engine this drives.</param>
/// <param name="time">The engine's clock: the realm's, or one that a test moves by hand.</param>
/// <param name="faults">What goes wrong on purpose; null = nothing.</param>
internal sealed class VirtualRunner(Realm realm, TimeProvider time, EngineFaults? faults = null) : TurnRunner(time)
{
    /// <summary>Others may come between any two turns.</summary>
    internal override int TurnsInARow => 1;

    internal override bool IsMetered => false;

    internal override EngineFaults? Faults => faults;

    internal override void Ready(IThreadPoolWorkItem work) => realm.World.Add(new Ready(realm, work, null));

    internal override void ReadyAfterTurn(IThreadPoolWorkItem work) => Ready(work);

    internal override void Yielded(IThreadPoolWorkItem work) => Ready(work);
}
