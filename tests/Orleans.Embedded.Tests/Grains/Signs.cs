using Orleans.Concurrency;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests.Grains;

public interface IColoured : IGrainWithStringKey
{
    ValueTask<string> Colour();
}

public interface ISign : IColoured;

public interface ILitSign : IColoured
{
    ValueTask Light();
}

public interface IIndex : IGrainWithIntegerKey
{
    Task<int> Search(string door);
}

public sealed class RedSign : Grain, ISign
{
    public ValueTask<string> Colour() => new("red");
}

public sealed class BlueSign : Grain, ISign
{
    public ValueTask<string> Colour() => new("blue");
}

public sealed class LitSign : Grain, ILitSign
{
    private string _colour = "dark";

    public ValueTask<string> Colour() => new(_colour);

    public ValueTask Light()
    {
        _colour = "green";
        return default;
    }
}

/// <summary>How many are inside the stateless worker now.</summary>
public sealed class Turnstile
{
    private int _inside;

    public int Enter() => Interlocked.Increment(ref _inside);

    public void Go() => Interlocked.Decrement(ref _inside);
}

[StatelessWorker(2)]
public sealed class Index(Script script, Turnstile turnstile) : Grain, IIndex
{
    public async Task<int> Search(string door)
    {
        var inside = turnstile.Enter();
        script.Note("searching");
        await script.Pass(door);
        turnstile.Go();
        return inside;
    }
}
