using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Grains;

public sealed class Desk(Script script, TimeProvider time) : Grain, IDesk, IDeskDrawer
{
    private readonly string _self = $"desk of {time.GetUtcNow():HH:mm:ss}";
    private int _sum;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"{this.GetPrimaryKeyString()} left: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public ValueTask<int> Add(int number) => new(_sum += number);

    public Task<int> AddAsTask(int number) => Task.FromResult(_sum += number);

    public ValueTask<int> Sum() => new(_sum);

    public async Task Work(string door)
    {
        script.Note($"start {door}");
        await script.Pass(door);
        script.Note($"end {door}");
    }

    public async ValueTask<string> WorkAndTell(string door)
    {
        await Work(door);
        return door;
    }

    public async Task<string> Peek(string door)
    {
        script.Note($"peek {door}");
        await script.Pass(door);
        return $"peeked {door}";
    }

    public Task Notice(string text)
    {
        script.Note($"noticed {text}");
        return text == "bad" ? throw new RefusedException(text, 1) : Task.CompletedTask;
    }

    public ValueTask NoticeQuickly(int number)
    {
        script.Note($"{number}");
        return default;
    }

    public async Task Fail(string text)
    {
        await Task.Yield();
        throw new RefusedException(text, 7);
    }

    public ValueTask<int> FailAtOnce(string text) => throw new RefusedException(text, 8);

    public async Task<int> WaitFor(string door, CancellationToken cancel)
    {
        script.Note($"start {door}");
        await script.Pass(door).WaitAsync(cancel);
        return 1;
    }

    public Task<int> HoldThread(string door, CancellationToken cancel)
    {
        script.Pass(door).Wait(CancellationToken.None);
        return Task.FromResult(1);
    }

    public Task Hurry(string door) => Work(door);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> WhoAmI() => Task.FromResult($"{this.GetPrimaryKeyString()}, {_self}");

    public Task<bool> IsSame(IDesk other) =>
        Task.FromResult(other.Equals(GrainFactory.GetGrain<IDesk>(this.GetPrimaryKeyString())));

    public async Task<bool> CallYourself()
    {
        var call = GrainFactory.GetGrain<IDesk>(this.GetPrimaryKeyString()).AddAsTask(1);
        script.Note("called myself");
        await call;
        return true;
    }

    public async Task Visit(IDesk other, string door)
    {
        script.Note($"calling {door}");
        await other.Work(door);
    }
}
