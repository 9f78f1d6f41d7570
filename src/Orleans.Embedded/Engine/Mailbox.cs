using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>Runs what is posted to it one after the other, and awaits resume in it.</summary>
/// <remarks>
/// Inbox, scheduler and work item are one object, because there is one for each idle grain. The inbox is a stack that
/// any thread pushes to; the turn takes it whole and turns it round, so the order of arrival is kept.
/// </remarks>
internal abstract class Mailbox : TaskScheduler, IThreadPoolWorkItem
{
    private static readonly MailboxItem Awake = new AwakeMark();
    private static readonly Action<object?> TakeTurns = static mailbox => ((Mailbox)mailbox!).Drain(TurnThread.Own);

    /// <summary>Null: asleep. <see cref="Awake"/>: a turn is running or due. Else the newest item.</summary>
    private MailboxItem? _inbox;

    /// <summary>Taken from the inbox, oldest first; touched by turns only.</summary>
    private MailboxItem? _batch;

    /// <summary>Crashed in fault mode: calls are sent on, all else is forgotten.</summary>
    private bool _isDead;

    /// <summary>The mailbox whose turn runs on this thread.</summary>
    internal static Mailbox? OnThisThread => TurnThread.Turn;

    protected abstract TurnRunner Runner { get; }

    internal void Post(MailboxItem item)
    {
        if (Push(item))
        {
            Runner.Ready(this);
        }
    }

    /// <summary>As <see cref="Post"/>, where a turn of another mailbox on this thread is about to end.</summary>
    internal void PostAfterTurn(MailboxItem item)
    {
        if (Push(item))
        {
            Runner.ReadyAfterTurn(this);
        }
    }

    /// <summary>Runs some turns as a task of this scheduler, so that awaits find their way back.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (!TurnThread.CanStandIn)
        {
            new Task(TakeTurns, this).Start(this);
            return;
        }

        var thread = TurnThread.Own;
        var before = thread.Enter(this);
        Drain(thread);
        thread.Leave(before);
        thread.RunNext();
    }

    protected sealed override void QueueTask(Task task)
    {
        if (ReferenceEquals(task.AsyncState, this))
        {
            TryExecuteTask(task);
        }
        else
        {
            Post(new TaskItem(task));
        }
    }

    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(OnThisThread, this) && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>Starts one of the calls that wait inside; false if there is nothing to start.</summary>
    protected abstract bool TryRunWaiting();

    /// <summary>The last moment of the turn before the mailbox falls asleep.</summary>
    protected abstract void BeforeSleep();

    protected abstract void OnFault(Exception fault);

    /// <summary>What comes of an item that reaches a crashed mailbox.</summary>
    protected abstract void RunDead(MailboxItem item);

    /// <summary>No method of the grain goes on after this.</summary>
    protected void Kill() => _isDead = true;

    /// <summary>True if the mailbox was asleep: somebody must run it.</summary>
    private bool Push(MailboxItem item)
    {
        MailboxItem? head;
        do
        {
            head = Volatile.Read(ref _inbox);
            item.Next = head;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _inbox, item, head), head));

        return head is null;
    }

    private void Drain(TurnThread thread)
    {
        if (_isDead)
        {
            DrainDead();
            return;
        }

        thread.Current = this;
        var flow = TurnFlow.Enter();
        for (var left = Runner.TurnsInARow; left > 0; left--)
        {
            if (!TryRunWaiting() && !TryRunNext(thread) && TrySleep())
            {
                thread.Current = null;
                return;
            }

            flow.Restore();
        }

        thread.Current = null;
        Runner.Yielded(this);
    }

    private void DrainDead()
    {
        do
        {
            while ((_batch ?? TakeInbox()) is { } item)
            {
                _batch = item.Next;
                item.Next = null;
                RunDead(item);
            }
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Awake), Awake));
    }

    private bool TryRunNext(TurnThread thread)
    {
        var item = _batch ?? TakeInbox();
        if (item is null)
        {
            return false;
        }

        thread.LetNextGo();
        _batch = item.Next;
        item.Next = null;
        try
        {
            item.Run(this);
        }
        catch (Exception fault)
        {
            OnFault(fault);
        }

        return true;
    }

    private MailboxItem? TakeInbox()
    {
        if (ReferenceEquals(Volatile.Read(ref _inbox), Awake))
        {
            return null;
        }

        MailboxItem? oldest = null;
        var item = Interlocked.Exchange(ref _inbox, Awake);
        while (item is not null && !ReferenceEquals(item, Awake))
        {
            var older = item.Next;
            item.Next = oldest;
            oldest = item;
            item = older;
        }

        return oldest;
    }

    private bool TrySleep()
    {
        BeforeSleep();
        return ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Awake), Awake);
    }

    /// <summary>The rest of a method, or a task that a grain started.</summary>
    private sealed class TaskItem(Task task) : MailboxItem
    {
        internal override void Run(Mailbox mailbox) => mailbox.TryExecuteTask(task);
    }

    private sealed class AwakeMark : MailboxItem
    {
        internal override void Run(Mailbox mailbox)
        {
        }
    }
}
