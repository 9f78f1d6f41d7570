using Orleans.Embedded.Tests.Stage;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Grains;

/// <summary>How a beating grain sets its timer; whole milliseconds, negative for infinite.</summary>
public sealed record Beat(
    int Due, int Period, string? Door = null, bool KeepAlive = false, bool Interleave = false, int? NextDue = null);

public interface IBeater : IGrainWithStringKey
{
    Task Beat(Beat beat);

    Task Change(int due, int period);

    Task StopBeating();

    Task Leave();

    Task Work(string door);

    /// <summary>Answers after every turn that was queued before; so what a tick did is over.</summary>
    Task<int> Ticks();
}

/// <summary>A grain with one timer.</summary>
public sealed class Beater(Script script, GuestBook book) : Grain, IBeater
{
    private IGrainTimer? _timer;
    private int _ticks;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var waking = book.Wake(this.GetPrimaryKeyString());
        script.Note("wake");
        if (this.GetPrimaryKeyString() == "from the start" && waking == 1)
        {
            await Beat(new Beat(0, -1));
            await script.Pass("waking");
            script.Note("awake");
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Beat(Beat beat)
    {
        _timer = this.RegisterGrainTimer(
            static (state, stop) => state.Self.Tick(state.Beat, stop),
            (Self: this, Beat: beat),
            new GrainTimerCreationOptions
            {
                DueTime = Span(beat.Due),
                Period = Span(beat.Period),
                KeepAlive = beat.KeepAlive,
                Interleave = beat.Interleave,
            });
        return Task.CompletedTask;
    }

    public Task Change(int due, int period)
    {
        _timer!.Change(Span(due), Span(period));
        return Task.CompletedTask;
    }

    public Task StopBeating()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Work(string door)
    {
        RequestContext.Set("actor", "somebody");
        await script.Pass(door);
        script.Note("worked");
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    private static TimeSpan Span(int milliseconds) =>
        milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds);

    private async Task Tick(Beat beat, CancellationToken stop)
    {
        _ticks++;
        script.Note("tick");
        script.Note($"actor '{RequestContext.Get("actor")}'");
        script.MayFail("tick");
        if (beat.NextDue is { } due)
        {
            await Change(due, beat.Period);
        }

        if (beat.Door is not null)
        {
            await script.Pass(beat.Door);
            script.Note($"tock {(stop.IsCancellationRequested ? "cancelled" : "calm")}");
        }
    }
}
