namespace Twin.Grains.Tests.Stage;

/// <summary>Identities that tell their order.</summary>
public sealed class CountedIds : IIdSource
{
    private long _given;

    public string Next() => $"id-{Interlocked.Increment(ref _given)}";
}
