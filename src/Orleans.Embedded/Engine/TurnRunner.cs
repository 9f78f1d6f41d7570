using Orleans.Embedded.Engine.Virtual;

namespace Orleans.Embedded.Engine;

/// <summary>Decides when and where turns run, and what time it is: the one seam between engine and driver.</summary>
/// <remarks>A driver calls <see cref="IThreadPoolWorkItem.Execute"/> once for each time it was given work.</remarks>
internal abstract class TurnRunner(TimeProvider time)
{
    /// <summary>The only clock of the engine and of its timers.</summary>
    internal TimeProvider Time { get; } = time;

    /// <summary>What goes wrong on purpose; null in real time.</summary>
    internal virtual EngineFaults? Faults => null;

    /// <summary>Whether the engine has a meter: not where processes begin and crash by the thousand.</summary>
    internal abstract bool IsMetered { get; }

    /// <summary>How many turns an activation may take before others get theirs.</summary>
    internal abstract int TurnsInARow { get; }

    /// <summary>Takes work that can run now.</summary>
    internal abstract void Ready(IThreadPoolWorkItem work);

    /// <summary>Takes work that can run when the turn that is about to end has ended.</summary>
    internal abstract void ReadyAfterTurn(IThreadPoolWorkItem work);

    /// <summary>Takes work that has had its share of turns and goes behind all other work.</summary>
    internal abstract void Yielded(IThreadPoolWorkItem work);
}
