using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>The activations of one stateless worker, and the requests that wait for a free one.</summary>
internal sealed class WorkerPool(GrainClass grainClass, string key)
{
    private readonly Lock _gate = new();
    private readonly List<StatelessWorker> _workers = [];
    private readonly Queue<Request> _waiting = [];

    internal int Queued
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    internal Activation[] All()
    {
        lock (_gate)
        {
            return [.. _workers];
        }
    }

    /// <summary>Gives the request to a free worker, or lets it wait; false if too many wait.</summary>
    internal bool TryPost(Request request)
    {
        StatelessWorker? worker;
        lock (_gate)
        {
            worker = _workers.Find(one => !one.IsBusy) ?? TryHire();
            if (worker is null)
            {
                var limit = grainClass.Engine.MaxEnqueuedRequests;
                if (limit > 0 && _waiting.Count >= limit)
                {
                    return false;
                }

                request.Waits();
                _waiting.Enqueue(request);
                return true;
            }

            worker.IsBusy = true;
        }

        worker.Admit(request);
        return true;
    }

    /// <summary>A worker is free again.</summary>
    internal void Next(StatelessWorker worker)
    {
        Request? request;
        lock (_gate)
        {
            worker.IsBusy = _waiting.TryDequeue(out request);
        }

        if (request is not null)
        {
            worker.Admit(request);
        }
    }

    internal bool TryRemove(StatelessWorker worker)
    {
        lock (_gate)
        {
            return !worker.IsBusy && _workers.Remove(worker);
        }
    }

    private StatelessWorker? TryHire()
    {
        if (_workers.Count >= grainClass.Workers)
        {
            return null;
        }

        var worker = new StatelessWorker(grainClass, key, this);
        _workers.Add(worker);
        grainClass.Engine.Opened();
        return worker;
    }
}
