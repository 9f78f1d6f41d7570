using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>Calls in the order of their arrival, linked by themselves.</summary>
internal struct WaitingCalls
{
    private GrainCall? _last;

    internal GrainCall? First { get; private set; }

    internal void Add(GrainCall call)
    {
        call.Next = null;
        if (_last is null)
        {
            First = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
    }

    /// <summary>Takes out the first; there must be one.</summary>
    internal GrainCall Take()
    {
        var call = First!;
        First = (GrainCall?)call.Next;
        if (First is null)
        {
            _last = null;
        }

        call.Next = null;
        return call;
    }
}
