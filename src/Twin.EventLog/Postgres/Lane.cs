namespace Twin.EventLog.Postgres;

/// <summary>A thread that does a session's calls in turn, so that who waits for one can give up waiting.</summary>
/// <remarks>
/// A call to a server that hangs should end by the limits it was given, and once did not: the thread may be stuck for
/// ever, the writer must not. A lane that was left ends when its call does, and cleans up after itself.
/// </remarks>
internal sealed class Lane
{
    private readonly Queue<Action> _calls = new();
    private readonly Thread _thread;
    private bool _left;

    public Lane()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "log session" };
        _thread.Start();
    }

    /// <summary>Does it after what was asked before; tells on its own thread when it is done.</summary>
    public Task<T> Begin<T>(Func<T> call, Action? done = null)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(
            () =>
            {
                try
                {
                    answer.SetResult(call());
                }
                catch (Exception failure)
                {
                    answer.SetException(failure);
                }

                done?.Invoke();
            },
            isLast: false);
        return answer.Task;
    }

    public T Do<T>(Func<T> call, TimeSpan atMost) => Wait(Begin(call), atMost);

    /// <exception cref="TimeoutException">It is not over; the lane may be stuck and is of no more use.</exception>
    public static T Wait<T>(Task<T> call, TimeSpan atMost) => Task.WaitAny([call], atMost) == 0
        ? call.GetAwaiter().GetResult()
        : throw new TimeoutException("It did not answer in time");

    /// <summary>Nothing more is asked; at its end it does this and stops. Nobody waits.</summary>
    public void Leave(Action last) => Add(last, isLast: true);

    /// <summary>Nothing more is asked; waits in bounded time until all is done.</summary>
    public void End(Action last, TimeSpan atMost)
    {
        Leave(last);
        _thread.Join(atMost);
    }

    private void Add(Action call, bool isLast)
    {
        lock (_calls)
        {
            ObjectDisposedException.ThrowIf(_left, this);
            _calls.Enqueue(call);
            _left = isLast;
            Monitor.Pulse(_calls);
        }
    }

    private void Run()
    {
        while (Next() is { } call)
        {
            call();
        }
    }

    private Action? Next()
    {
        lock (_calls)
        {
            while (_calls.Count == 0 && !_left)
            {
                Monitor.Wait(_calls);
            }

            return _calls.TryDequeue(out var call) ? call : null;
        }
    }
}
