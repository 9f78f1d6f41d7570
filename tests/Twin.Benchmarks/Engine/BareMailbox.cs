using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Twin.Benchmarks.Engine;

/// <summary>The least that takes messages one after the other: the limit that the engine is measured against.</summary>
/// <remarks>
/// A stack that any thread pushes to and one turn empties; a question is a pooled object that carries its own answer
/// back. No key, no life, no timeout, filter, cancellation or ambient value: what the engine costs beyond this, those
/// cost.
/// </remarks>
internal sealed class BareMailbox : SynchronizationContext, IThreadPoolWorkItem
{
    private static readonly Item Awake = new AwakeMark();

    private Item? _inbox;
    private int _sum;

    public int Add(int number) => unchecked(_sum += number);

    public void Push(Item item)
    {
        Item? head;
        do
        {
            head = Volatile.Read(ref _inbox);
            item.Next = head ?? Awake;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _inbox, item, head), head));

        if (head is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => Push(new Rest(d, state));

    void IThreadPoolWorkItem.Execute()
    {
        SetSynchronizationContext(this);
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, Awake), Awake))
        {
            for (var item = InOrder(Interlocked.Exchange(ref _inbox, Awake)!); item is not null;)
            {
                var next = item.Next;
                item.Next = null;
                item.Run(this);
                item = next;
            }
        }

        SetSynchronizationContext(null);
    }

    private static Item? InOrder(Item newest)
    {
        Item? oldest = null;
        for (var item = newest; !ReferenceEquals(item, Awake);)
        {
            var older = item.Next!;
            item.Next = oldest;
            oldest = item;
            item = older;
        }

        return oldest;
    }

    /// <summary>What lies in a mailbox.</summary>
    internal abstract class Item
    {
        internal Item? Next;

        internal abstract void Run(BareMailbox mailbox);
    }

    private sealed class AwakeMark : Item
    {
        internal override void Run(BareMailbox mailbox)
        {
        }
    }

    private sealed class Rest(SendOrPostCallback then, object? state) : Item
    {
        internal override void Run(BareMailbox mailbox) => then(state);
    }

    /// <summary>A message that nobody waits for, made anew each time.</summary>
    internal sealed class Tell(Arrivals arrivals) : Item
    {
        internal override void Run(BareMailbox mailbox) => arrivals.One();
    }

    /// <summary>A question that carries its own answer back and then serves the next call.</summary>
    internal sealed class Ask : Item, IValueTaskSource<int>, IThreadPoolWorkItem
    {
        private const int Full = 256;

        private static readonly Action<object?> Done = static _ => { };
        private static readonly ConcurrentStack<Ask> Chains = new();

        [ThreadStatic]
        private static Ask? s_first;

        [ThreadStatic]
        private static int s_count;

        private Action<object?>? _then;
        private object? _state;
        private BareMailbox? _caller;
        private bool _isReply;
        private int _number;
        private short _version;

        public static ValueTask<int> Of(BareMailbox mailbox, int number)
        {
            var ask = Rent();
            ask._number = number;
            var answer = new ValueTask<int>(ask, ask._version);
            mailbox.Push(ask);
            return answer;
        }

        private static Ask Rent()
        {
            if (s_first is not { } ask)
            {
                if (Chains.IsEmpty || !Chains.TryPop(out ask))
                {
                    return new Ask();
                }

                s_count = Full / 2;
            }

            s_first = (Ask?)ask.Next;
            s_count--;
            ask.Next = null;
            return ask;
        }

        private void Return()
        {
            (Next, s_first) = (s_first, this);
            if (++s_count >= Full)
            {
                PassOnHalf();
            }
        }

        private static void PassOnHalf()
        {
            Item last = s_first!;
            for (var i = 1; i < Full / 2; i++)
            {
                last = last.Next!;
            }

            Chains.Push(s_first!);
            s_first = (Ask?)last.Next;
            last.Next = null;
            s_count -= Full / 2;
        }

        internal override void Run(BareMailbox mailbox)
        {
            if (_isReply)
            {
                _then!(_state);
                return;
            }

            _number = mailbox.Add(_number);
            if (Interlocked.CompareExchange(ref _then, Done, null) is not null)
            {
                GoBack();
            }
        }

        void IThreadPoolWorkItem.Execute() => _then!(_state);

        int IValueTaskSource<int>.GetResult(short token)
        {
            var answer = _number;
            (_then, _state, _caller, _isReply) = (null, null, null, false);
            unchecked
            {
                _version++;
            }

            Return();
            return answer;
        }

        ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) =>
            ReferenceEquals(Volatile.Read(ref _then), Done)
                ? ValueTaskSourceStatus.Succeeded
                : ValueTaskSourceStatus.Pending;

        void IValueTaskSource<int>.OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            (_state, _caller) = (state, Current as BareMailbox);
            if (Interlocked.CompareExchange(ref _then, continuation, null) is not null)
            {
                _then = continuation;
                GoBack();
            }
        }

        private void GoBack()
        {
            _isReply = true;
            if (_caller is { } caller)
            {
                caller.Push(this);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            }
        }
    }
}
