using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>A call that nobody awaits: a tick or an event. One object serves many, one after the other.</summary>
internal abstract class TaskCall : GrainCall
{
    private Action? _onEnded;
    private Task? _running;

    /// <summary>What went wrong the last time.</summary>
    protected Exception? Error { get; set; }

    internal sealed override bool Begin(Activation host)
    {
        Host = host;
        Error = null;
        try
        {
            var filters = host.Engine.Filters;
            var task = filters.Length == 0 ? Perform(host) : PassFilters(filters);
            if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                return true;
            }

            _running = task;
            task.GetAwaiter().UnsafeOnCompleted(_onEnded ??= OnEnded);
            return false;
        }
        catch (Exception error)
        {
            Error = error;
            return true;
        }
    }

    private void OnEnded()
    {
        try
        {
            _running!.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            Error = error;
        }

        _running = null;
        Host!.Ended(this);
    }
}
