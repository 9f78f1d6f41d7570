using System.Collections.Concurrent;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Grains;

public interface IGuest : IGrainWithStringKey
{
    ValueTask<int> Stay();

    [AlwaysInterleave]
    Task<int> Look();

    [AlwaysInterleave]
    Task<int> Hold(string door);

    Task<int> LeaveAfter(string door);
}

public interface IBroken : IGrainWithStringKey
{
    ValueTask<int> Stay();
}

public interface ILodger : IGrainWithStringKey
{
    ValueTask<int> Stay();
}

/// <summary>Counts how often each key has been woken.</summary>
public sealed class GuestBook
{
    private readonly ConcurrentDictionary<string, int> _wakings = new();

    public int Wake(string key) => _wakings.AddOrUpdate(key, 1, static (_, before) => before + 1);
}

/// <summary>A grain whose answers tell which waking of its key it is.</summary>
public sealed class Guest(Script script, GuestBook book) : Grain, IGuest
{
    private int _waking;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        script.Note($"wake {Key}");
        _waking = book.Wake(Key);
        if (Key == "slow waking")
        {
            await script.Pass(Key);
        }

        script.MayFail(Key);
        if (Key == "restless")
        {
            DeactivateOnIdle();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"left {Key}: {reason.ReasonCode}");
        script.MayFail($"goodbye of {Key}");
        if (Key == "slow leaving" && _waking == 1)
        {
            await script.PassQuietly(Key);
        }
    }

    public ValueTask<int> Stay() => new(_waking);

    public Task<int> Look() => Task.FromResult(_waking);

    public async Task<int> Hold(string door)
    {
        await script.Pass(door);
        return _waking;
    }

    public async Task<int> LeaveAfter(string door)
    {
        DeactivateOnIdle();
        await script.Pass(door);
        return _waking;
    }
}

public sealed class Broken : Grain, IBroken
{
    public Broken() => throw new RefusedException("broken", 1);

    public ValueTask<int> Stay() => new(1);
}

[CollectionAgeLimit(Minutes = 1.5)]
public sealed class Lodger(Script script) : Grain, ILodger
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note("lodger left");
        return Task.CompletedTask;
    }

    public ValueTask<int> Stay() => new(1);
}
