using System.ComponentModel;
using Orleans.Embedded.Engine;
using Orleans.Embedded.Engine.Virtual;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>The base of generated references: a grain interface and a key.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainClass _class;
    private Activation? _home;

    /// <summary>Refers to the grain that the seed names.</summary>
    protected GrainReference(ReferenceSeed seed)
    {
        _class = seed.Class;
        Key = seed.Key;
    }

    internal string Key { get; }

    /// <summary>Sends a call that answers with a value.</summary>
    protected ValueTask<T> Ask<T>(Request<T> request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        var version = request.Version;
        return Send(request, shape, cancellationToken) is { } refusal
            ? ValueTask.FromException<T>(refusal)
            : new ValueTask<T>(request, version);
    }

    /// <summary>Sends a call that answers with a value, as a task.</summary>
    protected Task<T> AskAsTask<T>(Request<T> request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var answer = request.AnswerAsTask();
        return Send(request, shape, cancellationToken) is { } refusal ? Task.FromException<T>(refusal) : answer;
    }

    /// <summary>Sends a call that only ends.</summary>
    protected ValueTask Tell(VoidRequest request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shape);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        var version = request.Version;
        var refusal = Send(request, shape, cancellationToken);
        if (shape.OneWay)
        {
            return ValueTask.CompletedTask;
        }

        return refusal is null ? new ValueTask(request, version) : ValueTask.FromException(refusal);
    }

    /// <summary>Sends a call that only ends, as a task.</summary>
    protected Task TellAsTask(VoidRequest request, CallShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shape);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (shape.OneWay)
        {
            Send(request, shape, cancellationToken);
            return Task.CompletedTask;
        }

        var answer = request.AnswerAsTask();
        return Send(request, shape, cancellationToken) is { } refusal ? Task.FromException(refusal) : answer;
    }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) =>
        other is not null && other.GetType() == GetType() && other.Key == Key
        && ReferenceEquals(other._class, _class);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GetType(), Key);

    /// <inheritdoc/>
    public override string ToString() => $"{_class.Name}/{Key}";

    /// <summary>Puts the request into the mailbox; gives back why it could not.</summary>
    private OrleansException? Send(Request request, CallShape shape, CancellationToken cancellationToken)
    {
        request.Prepare(_class.Engine, this, shape, cancellationToken);
        if (_class.Engine.Faults is { } faults && _class.Workers == 0 && IsOnItsWay(faults, request, shape))
        {
            return null;
        }

        bool taken;
        if (_class.Workers > 0)
        {
            if (_class.Engine.IsStopped)
            {
                return Refuse(request, GrainEngine.Stopped());
            }

            taken = _class.Pool(Key).TryPost(request);
        }
        else
        {
            if ((_home is { IsGone: false } home ? home : _home = _class.Locate(Key)) is not { } target)
            {
                return Refuse(request, GrainEngine.Stopped());
            }

            taken = target.TryPost(request);
        }

        return taken
            ? null
            : Refuse(request, new LimitExceededException(
                $"{this} has {_class.Engine.MaxEnqueuedRequests} calls waiting; {shape.MethodName} was refused."));
    }

    /// <summary>Fault mode: a one-way call may be lost, any call may come late, so others overtake it.</summary>
    private bool IsOnItsWay(EngineFaults faults, Request request, CallShape shape)
    {
        var to = ToString();
        if (shape.OneWay && faults.Loses(to, shape.MethodName))
        {
            return true;
        }

        var delay = faults.DelayOf(to, shape.MethodName);
        if (delay == TimeSpan.Zero)
        {
            return faults.OlderOf(to) is { IsGone: false } older && older.TryPost(request);
        }

        _ = _class.Engine.Time.CreateTimer(_ => Arrive(request), null, delay, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Arrive(Request request)
    {
        if (request.IsOver)
        {
            return;
        }

        if (_class.Locate(Key) is not { } target)
        {
            request.Fail(GrainEngine.Stopped());
        }
        else if (!target.TryPost(request))
        {
            request.Fail(new LimitExceededException($"{this} has too many calls waiting."));
        }
    }

    private OrleansException Refuse(Request request, OrleansException refusal)
    {
        request.Retract();
        if (request.IsOneWay)
        {
            _class.Engine.Log.OneWayFailed(request.MethodName, this, refusal);
        }

        return refusal;
    }
}
