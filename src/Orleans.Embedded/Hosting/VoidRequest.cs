using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>One call of a method without result; generated code derives one class for each method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidRequest : Request, IValueTaskSource
{
    private Action? _onEnded;
    private TaskCompletionSource? _answer;
    private ValueTaskAwaiter _running;

    /// <summary>An empty request.</summary>
    protected VoidRequest()
    {
    }

    private protected sealed override bool AnswersAsTask => _answer is not null;

    /// <summary>Calls the method on the grain with the arguments of this request.</summary>
    protected abstract ValueTask Invoke(object grain, CancellationToken cancellationToken);

    internal Task AnswerAsTask()
    {
        _answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _answer.Task;
    }

    internal sealed override Task Perform(Activation host) => Invoke(host.Grain, Token).AsTask();

    private protected sealed override bool BeginUnfiltered(object grain)
    {
#pragma warning disable CA2012 // Consumed once: here, or in OnEnded.
        var running = Invoke(grain, Token).GetAwaiter();
#pragma warning restore CA2012
        if (running.IsCompleted)
        {
            running.GetResult();
            return true;
        }

        _running = running;
        running.UnsafeOnCompleted(_onEnded ??= OnEnded);
        return false;
    }

    private protected sealed override void AnswerTask(Exception? abandoned)
    {
        var answer = _answer!;
        if (abandoned is not null)
        {
            answer.SetException(abandoned);
            return;
        }

        var error = Error;
        _answer = null;
        Free();
        if (error is null)
        {
            answer.SetResult();
        }
        else
        {
            answer.SetException(error.SourceException);
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        CheckEnded(token);
        EndWait();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => Status(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        Continue(continuation, state, token, flags);

    private void OnEnded()
    {
        try
        {
            _running.GetResult();
        }
        catch (Exception error)
        {
            Error = ExceptionDispatchInfo.Capture(error);
        }

        _running = default;
        EndedLater();
    }
}
