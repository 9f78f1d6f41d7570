using System.Collections.Immutable;
using Twin.City;
using Twin.City.Json;
using Twin.City.Tables;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>The stream that one grain alone writes: it loads it, and appends what it decided.</summary>
/// <param name="leave">Ends the activation: after a write that failed, the next one reads how it is.</param>
/// <param name="tagOf">The tag of a drill that a fact bears in its envelope; null = none has one.</param>
internal sealed class OwnStream<TEvent>(
    IEventLog log, string name, FactFamily<TEvent> family, Action leave, Func<TEvent, string?>? tagOf = null)
{
    /// <summary>Each command by the sender's word for it: as it was stored, and whose it was.</summary>
    private readonly Dictionary<string, (string CommandId, string Account)> _commands = new(StringComparer.Ordinal);

    public long Version { get; private set; }

    /// <summary>Position of the newest fact in the log; 0 when there is none.</summary>
    public long Position { get; private set; }

    /// <summary>The command was carried out before.</summary>
    public bool Knows(string commandId) => _commands.ContainsKey(CommandKey.IdOf(commandId));

    /// <summary>The id stands for another account's command, or for another content.</summary>
    public bool IsTaken(string commandId, string by) =>
        _commands.TryGetValue(CommandKey.IdOf(commandId), out var given)
        && CommandKey.IsOther(given.CommandId, given.Account, commandId, by);

    public ValueTask Load(Action<TEvent> apply, CancellationToken cancel) =>
        Load((TEvent happened, Fact _) => apply(happened), cancel);

    /// <summary>Applies each fact with its sender's word for the command that it came of.</summary>
    public ValueTask Load(Action<TEvent, string> apply, CancellationToken cancel) =>
        Load((TEvent happened, Fact fact) => apply(happened, CommandKey.IdOf(fact.CommandId)), cancel);

    /// <summary>Applies each fact with its whole envelope.</summary>
    public async ValueTask Load(Action<TEvent, Fact> apply, CancellationToken cancel)
    {
        await foreach (var fact in log.WholeStream(name, cancel))
        {
            Note(fact);
            apply(family.Read(fact), fact);
        }
    }

    /// <summary>A refusal stores nothing and so meets no fence: whoever refuses looks that nobody else wrote.</summary>
    /// <exception cref="LogConflictException">Another activation has written the stream.</exception>
    public async ValueTask MustBeNewest(CancellationToken cancel) => await OrLeave(async () =>
    {
        if (await log.ReadStream(name, Version, 1, cancel) is [var newer, ..])
        {
            throw new LogConflictException(name, Version, newer.Version);
        }

        return Version;
    });

    /// <summary>Stores a fact; it is durable when this returns. When it fails the activation ends.</summary>
    public ValueTask<Fact> Append(
        TEvent happened, Author by, string commandId, DateTimeOffset at, params ImmutableArray<string> feeds) =>
        OrLeave(() => Store(happened, by, commandId, at, feeds));

    /// <summary>Stores a fact, unless its command was carried out before.</summary>
    /// <returns>Position of the newest fact of the stream; null when the id stands for another command.</returns>
    public async ValueTask<long?> AppendOnce(
        TEvent happened, Author by, string commandId, DateTimeOffset at, string feed, CancellationToken cancel)
    {
        if (IsTaken(commandId, by.Account))
        {
            return null;
        }

        if (!Knows(commandId))
        {
            cancel.ThrowIfCancellationRequested();
            await Append(happened, by, commandId, at, feed);
        }

        return Position;
    }

    private async ValueTask<Fact> Store(
        TEvent happened, Author by, string commandId, DateTimeOffset at, ImmutableArray<string> feeds)
    {
        var encoded = family.Encode(happened);
        // No cancellation: once the batch is on its way, only the log knows whether it was stored.
        var stored = await log.Append(
            new NewBatch
            {
                Stream = name,
                ExpectedVersion = Version,
                Facts = [new NewFact(encoded.Kind, CityJson.Schema, encoded.Payload, feeds)],
                At = at,
                By = by,
                CommandId = commandId,
                RulesVersion = CityTables.Version,
                Tag = tagOf?.Invoke(happened),
            },
            CancellationToken.None);
        if (stored.Version != Version + 1)
        {
            // The log knew the command, this activation did not: another one has written the stream.
            throw new LogConflictException(name, Version, stored.Version);
        }

        Note(stored.Facts[0]);
        return stored.Facts[0];
    }

    private async ValueTask<T> OrLeave<T>(Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is not LogFullException)
        {
            // Another activation wrote, or nobody knows what was stored: the next activation reads how it is.
            leave();
            throw;
        }
    }

    private void Note(Fact fact)
    {
        _commands.TryAdd(CommandKey.IdOf(fact.CommandId), (fact.CommandId, fact.By.Account));
        (Version, Position) = (fact.Version, fact.Position);
    }
}
