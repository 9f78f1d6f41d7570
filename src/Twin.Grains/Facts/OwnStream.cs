using System.Collections.Immutable;
using Twin.EventLog;

namespace Twin.Grains.Facts;

/// <summary>The stream that one grain alone writes: it loads it, and appends what it decided.</summary>
internal sealed class OwnStream<TEvent>(IEventLog log, string name, FactFamily<TEvent> family)
    where TEvent : class
{
    private const int PageFacts = 1_000;

    private readonly HashSet<string> _commands = new(StringComparer.Ordinal);

    public long Version { get; private set; }

    /// <summary>Position of the newest fact in the log; 0 when there is none.</summary>
    public long Position { get; private set; }

    /// <summary>The command was carried out before.</summary>
    public bool Knows(string commandId) => _commands.Contains(commandId);

    public async ValueTask Load(Action<TEvent> apply, CancellationToken cancel)
    {
        ImmutableArray<Fact> page;
        do
        {
            page = await log.ReadStream(name, Version, PageFacts, cancel);
            foreach (var fact in page)
            {
                Note(fact);
                if (family.Read(fact) is { } happened)
                {
                    apply(happened);
                }
            }
        }
        while (page.Length == PageFacts);
    }

    /// <summary>Stores facts; they are durable when it returns. Whoever sees it fail must forget its state.</summary>
    public async ValueTask Append(
        ImmutableArray<TEvent> happened, Author by, string commandId, DateTimeOffset at, ImmutableArray<string> feeds)
    {
        var batch = new NewBatch
        {
            Stream = name,
            ExpectedVersion = Version,
            Facts = [.. happened.Select(one => family.Write(one, feeds))],
            At = at,
            By = by,
            CommandId = commandId,
        };
        // No cancellation: once the batch is on its way, only the log knows whether it was stored.
        var stored = await log.Append(batch, CancellationToken.None);
        foreach (var fact in stored.Facts)
        {
            Note(fact);
        }
    }

    private void Note(Fact fact)
    {
        _commands.Add(fact.CommandId);
        (Version, Position) = (fact.Version, fact.Position);
    }
}
