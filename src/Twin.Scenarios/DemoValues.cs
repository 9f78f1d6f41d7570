namespace Twin.Scenarios;

/// <summary>Plausible values of one simulated device: a quiet day. The same moment always has the same value.</summary>
/// <param name="Number">Of the device among its kind: no two measure the same.</param>
/// <param name="Usual">In the middle of the night.</param>
/// <param name="ByDay">What an hour as busy as the day's mean adds.</param>
/// <param name="Spread">How far devices lie from each other.</param>
/// <param name="Jitter">How far a value lies from the one before.</param>
public sealed record DemoValues(int Number, double Usual, double ByDay, double Spread, double Jitter)
{
    private const int Digits = 2;

    public double At(DateTimeOffset at, TimeOnly local) => Math.Round(
        Usual + (ByDay * Arrivals.DailyShape(local)) + (Spread * Chance(0)) + (Jitter * Chance(at.ToUnixTimeSeconds())),
        Digits);

    /// <summary>From -1 to 1, by the device and a moment alone: nothing has to be remembered.</summary>
    private double Chance(long moment)
    {
        unchecked
        {
            var mixed = ((ulong)moment * 0x9E3779B97F4A7C15) ^ ((ulong)(Number + 1) * 0xC2B2AE3D27D4EB4F);
            mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
            mixed ^= mixed >> 32;
            return (2.0 * (mixed % 10_007) / 10_006) - 1;
        }
    }
}
