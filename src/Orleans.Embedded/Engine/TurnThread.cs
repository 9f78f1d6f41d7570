using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Engine;

/// <summary>What one thread does for mailboxes: whose turn it runs, and what runs right after.</summary>
/// <remarks>
/// Awaits find their way back by <see cref="TaskScheduler.Current"/>, which is that of the task under way. A task for
/// each wake of a mailbox costs a third of a call, and a task cannot run twice. So each thread has one task that never
/// starts and stands in: it is made the current one, with the mailbox as its scheduler. Both fields are the runtime's
/// own; where a runtime has them no more, <see cref="CanStandIn"/> is false and mailboxes start real tasks.
/// </remarks>
#pragma warning disable CA1001 // A task that never starts holds nothing to dispose of.
internal sealed class TurnThread
#pragma warning restore CA1001
{
    /// <summary>Works that may follow one another without going through the thread pool.</summary>
    private const int NextInARow = 8;

    [ThreadStatic]
    private static TurnThread? s_own;

    private readonly Task _standIn = new(static () => { }, TaskCreationOptions.DenyChildAttach);
    private IThreadPoolWorkItem? _next;
    private bool _isRunningNext;

    /// <summary>Whether this runtime's tasks have the insides that are needed.</summary>
    internal static bool CanStandIn { get; } = Try();

    internal static TurnThread Own => s_own ??= new TurnThread();

    /// <summary>The mailbox whose turn runs on this thread.</summary>
    internal static Mailbox? Turn => s_own?.Current;

    internal Mailbox? Current { get; set; }

    /// <summary>Makes a scheduler the current one; gives back what <see cref="Leave"/> needs.</summary>
    internal Task? Enter(TaskScheduler scheduler)
    {
        ref var current = ref CurrentTask(null);
        var before = current;
        SchedulerOf(_standIn) = scheduler;
        current = _standIn;
        return before;
    }

    internal void Leave(Task? before)
    {
        CurrentTask(null) = before;
        SchedulerOf(_standIn) = null;
    }

    /// <summary>Takes work that runs on this thread when the turn under way is over.</summary>
    /// <remarks>Only for the end of a turn: other threads cannot see the work.</remarks>
    internal void After(IThreadPoolWorkItem work)
    {
        LetNextGo();
        _next = work;
    }

    /// <summary>Another turn comes first: any thread may take the work.</summary>
    internal void LetNextGo()
    {
        if (_next is { } work)
        {
            _next = null;
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
        }
    }

    /// <summary>Runs what was to come after the turn.</summary>
    internal void RunNext()
    {
        if (_isRunningNext)
        {
            return;
        }

        _isRunningNext = true;
        for (var left = NextInARow; _next is { } work; left--)
        {
            if (left == 0)
            {
                LetNextGo();
                break;
            }

            _next = null;
            if (work is not Mailbox)
            {
                // Anybody's code: it may take long, so it is the last, as if the pool had started it.
                _isRunningNext = false;
                work.Execute();
                return;
            }

            work.Execute();
        }

        _isRunningNext = false;
    }

    private static bool Try()
    {
        var (thread, outside) = (new TurnThread(), TaskScheduler.Current);
        try
        {
            var inside = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
            var before = thread.Enter(inside);
            var isInside = ReferenceEquals(TaskScheduler.Current, inside);
            thread.Leave(before);
            return isInside && ReferenceEquals(TaskScheduler.Current, outside);
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "t_currentTask")]
    private static extern ref Task? CurrentTask(Task? any);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_taskScheduler")]
    private static extern ref TaskScheduler? SchedulerOf(Task task);
}
