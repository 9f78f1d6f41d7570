namespace Twin.EventLog.Commits;

/// <summary>What the next append to a stream must know of it.</summary>
internal sealed class StreamHead
{
    public long Version { get; set; }

    /// <summary>Microseconds since 1970 of the newest fact; the next one is never earlier.</summary>
    public long AtMicros { get; set; } = long.MinValue;

    public CommandSet Commands { get; } = new();

    public void Add(Fact fact)
    {
        Version = fact.Version;
        AtMicros = Moments.Micros(fact.At);
        Commands.Add(CommandSet.HashOf(fact.CommandId));
    }
}
