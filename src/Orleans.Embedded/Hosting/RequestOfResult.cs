using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;
using Orleans.Embedded.Engine;

namespace Orleans.Embedded.Hosting;

/// <summary>One call of a method with a result; generated code derives one class for each method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Request<T> : Request, IValueTaskSource<T>
{
    private Action? _onEnded;
    private TaskCompletionSource<T>? _answer;
    private ValueTaskAwaiter<T> _running;
    private T? _result;

    /// <summary>An empty request.</summary>
    protected Request()
    {
    }

    internal sealed override object? Answer
    {
        get => _result;
        set => _result = (T?)value;
    }

    private protected sealed override bool AnswersAsTask => _answer is not null;

    /// <summary>Calls the method on the grain with the arguments of this request.</summary>
    protected abstract ValueTask<T> Invoke(object grain, CancellationToken cancellationToken);

    internal Task<T> AnswerAsTask()
    {
        _answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _answer.Task;
    }

    internal sealed override Task Perform(Activation host)
    {
        try
        {
            var running = Invoke(host.Grain, Token);
            if (!running.IsCompletedSuccessfully)
            {
                return Keep(running);
            }

            _result = running.GetAwaiter().GetResult();
            return Task.CompletedTask;
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private protected sealed override bool BeginUnfiltered(object grain)
    {
#pragma warning disable CA2012 // Consumed once: here, or in OnEnded.
        var running = Invoke(grain, Token).GetAwaiter();
#pragma warning restore CA2012
        if (running.IsCompleted)
        {
            _result = running.GetResult();
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

        var (result, error) = (_result, Error);
        _answer = null;
        _result = default;
        Free();
        if (error is null)
        {
            answer.SetResult(result!);
        }
        else
        {
            answer.SetException(error.SourceException);
        }
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        CheckEnded(token);
        var result = _result;
        _result = default;
        EndWait();
        return result!;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => Status(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        Continue(continuation, state, token, flags);

    private async Task Keep(ValueTask<T> running) => _result = await running;

    private void OnEnded()
    {
        try
        {
            _result = _running.GetResult();
        }
        catch (Exception error)
        {
            Error = ExceptionDispatchInfo.Capture(error);
        }

        _running = default;
        EndedLater();
    }
}
