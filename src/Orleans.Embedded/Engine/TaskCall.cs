using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Engine;

/// <summary>A call that nobody awaits: a tick or an event. One object serves many, one after the other.</summary>
internal abstract class TaskCall : GrainCall
{
    private Action? _onEnded;
    private Activation? _host;
    private Task? _running;

    /// <summary>What went wrong the last time.</summary>
    protected Exception? Error { get; set; }

    internal sealed override bool Begin(Activation host)
    {
        _host = host;
        Error = null;
        try
        {
            var task = host.Engine.Filters.Length == 0 ? Perform(host) : PassFilters(host);
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
        _host!.Ended(this);
    }
}
