namespace Twin.Silo.Live;

/// <summary>A topic's own place in the tick, so that not all topics send their frames at once.</summary>
/// <remarks>
/// Places follow the golden section, which spreads any number of topics evenly. A busy topic sends at its place in
/// each tick, ten times a second; the first frame after a pause goes at once and the next one waits for the place,
/// half a tick at least.
/// </remarks>
internal readonly struct Ticks(int number, TimeSpan length)
{
    private const double GoldenSection = 0.618_033_988_749_894_9;

    private TimeSpan Offset => length * (number * GoldenSection % 1);

    /// <summary>How long the topic rests after a frame that went at this time.</summary>
    public TimeSpan RestAfter(TimeSpan sent)
    {
        var ticks = Math.Ceiling((sent + (length / 2) - Offset) / length);
        return Offset + (length * ticks) - sent;
    }
}
