using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Grains;

/// <summary>What a watcher gets: the whole, or nothing new.</summary>
public sealed record Frame(Guid Epoch, long Version, bool Whole, string? Body);

public interface IBoard : IGrainWithStringKey
{
    Task Write(string text);

    /// <summary>Answers after all that was queued before.</summary>
    Task Settle();

    [AlwaysInterleave]
    Task<Frame> NextFrame(Guid epoch, long after, CancellationToken cancel);
}

/// <summary>The city's way to push: the watcher asks, and the answer is held until there is news.</summary>
public sealed class Board(GuestBook book) : Grain, IBoard
{
    /// <summary>Beats of 100 ms that an answer is held without news: 2 s.</summary>
    private const int HoldFor = 20;

    private Guid _epoch;
    private TaskCompletionSource _beat = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version;
    private bool _isChanged;
    private string _text = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _epoch = new Guid(book.Wake(this.GetPrimaryKeyString()), 0, 0, new byte[8]);
        var period = TimeSpan.FromMilliseconds(100);
        this.RegisterGrainTimer(
            static (board, _) => board.Beat(), this, new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task Write(string text)
    {
        _text = text;
        _isChanged = true;
        return Task.CompletedTask;
    }

    public Task Settle() => Task.CompletedTask;

    public async Task<Frame> NextFrame(Guid epoch, long after, CancellationToken cancel)
    {
        if (epoch != _epoch || after > _version)
        {
            return new Frame(_epoch, _version, Whole: true, _text);
        }

        for (var beats = 0; after == _version && beats < HoldFor; beats++)
        {
            // Not WaitAsync(cancel): it would come back by way of the thread pool and might miss a beat. A caller
            // that gave up is free at once; its question ends here with the next beat.
            await _beat.Task;
            cancel.ThrowIfCancellationRequested();
        }

        return new Frame(_epoch, _version, Whole: false, after == _version ? null : _text);
    }

    private Task Beat()
    {
        if (_isChanged)
        {
            _isChanged = false;
            _version++;
        }

        var beat = _beat;
        _beat = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        beat.SetResult();
        return Task.CompletedTask;
    }
}
