namespace Orleans.Embedded.Engine.Virtual;

/// <summary>A process in the virtual world: its clock and its tasks end together when it crashes.</summary>
/// <remarks>It is a scheduler, so that whatever starts in it stays on the one thread.</remarks>
internal sealed class Realm(VirtualWorld world) : TaskScheduler
{
    private RealmTime? _time;

    public VirtualWorld World => world;

    /// <summary>The world's clock; its timers are this realm's.</summary>
    public TimeProvider Time => _time ??= new RealmTime(this);

    /// <summary>Nothing of this realm runs any more.</summary>
    public bool HasCrashed { get; private set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Crash() => HasCrashed = true;

    /// <summary>Starts a flow of work in this realm.</summary>
    public Task Start(Func<Task> flow) => Task.Factory
        .StartNew(flow, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    internal void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => world.Add(new Ready(this, null, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private sealed class RealmTime(Realm realm) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => realm.World.Now;

        public override long GetTimestamp() => realm.World.Now.UtcTicks;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new VirtualTimer(realm, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }
}
