namespace Twin.Silo.Tests.Cities;

/// <summary>The machine's clock with its hands moved; everything else runs as it is.</summary>
internal sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
