namespace Twin.Geo.Demo;

/// <summary>Seeded chance with the few draws that the demo city needs.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    public double Between(double least, double most) => least + (random.NextDouble() * (most - least));

    public int Whole(int least, int most) => random.Next(least, most + 1);

    public bool In(double share) => random.NextDouble() < share;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public void Shuffle<T>(T[] items) => random.Shuffle(items);

    /// <summary>A source of its own, so that one part of the city may change without moving the others.</summary>
    public static Chance For(int seed, int part) => new(unchecked((seed * 7_919) + (part * 104_729)));
}
