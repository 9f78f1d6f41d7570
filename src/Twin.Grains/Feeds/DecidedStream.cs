using Twin.City;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>A stream of one grain with its fold: a command is decided on the state, stored once, applied.</summary>
/// <remarks>
/// One command is one fact or a refusal; sent again it is answered and changes nothing. Another content under its id
/// is refused.
/// </remarks>
/// <param name="feed">The feed that each fact is in, for those who look at all such streams.</param>
internal sealed class DecidedStream<TState, TEvent>(
    OwnStream<TEvent> stream, string feed, TimeProvider time, TState start, Func<TState, TEvent, Fact, TState> after)
    where TEvent : class
{
    public TState State { get; private set; } = start;

    public long Version => stream.Version;

    public long Position => stream.Position;

    public ValueTask Load(CancellationToken cancel) => stream.Load(
        (TEvent happened, Fact fact) => State = after(State, happened, fact), cancel);

    public Task<Decided> Do(
        Func<TState, DateTimeOffset, Decision<TEvent>> decide, Actor by, string commandId, CancellationToken cancel) =>
        Do(decide, by.AsAuthor(), commandId, cancel);

    public async Task<Decided> Do(
        Func<TState, DateTimeOffset, Decision<TEvent>> decide, Author by, string commandId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (stream.IsTaken(commandId, by.Account))
        {
            return new Decided(Position, CommandKey.Taken, Again: false);
        }

        if (stream.Knows(commandId))
        {
            return new Decided(Position, Refusal: null, Again: true);
        }

        var decision = decide(State, now);
        if (decision.Refusal is not null)
        {
            await stream.MustBeNewest(cancel);
            return new Decided(Position, decision.Refusal, Again: false);
        }

        cancel.ThrowIfCancellationRequested();
        var happened = decision.Happened.Single();
        var stored = await stream.Append(happened, by, commandId, now, feed);
        State = after(State, happened, stored);
        return new Decided(Position, Refusal: null, Again: false);
    }
}

/// <summary>What came of a command to a stream of one grain.</summary>
/// <param name="Position">The state is true up to here.</param>
public sealed record Decided(long Position, Refusal? Refusal, bool Again);
