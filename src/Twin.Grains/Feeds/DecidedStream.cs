using Twin.City;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>A stream of one grain with its fold: a command is decided on the state, stored once, applied.</summary>
/// <remarks>
/// One command is one fact or a refusal; sent again it is answered and changes nothing. Another content under its id
/// is refused.
/// </remarks>
internal sealed class DecidedStream<TState, TEvent>(
    OwnStream<TEvent> stream, TState start, Func<TState, TEvent, Fact, TState> after)
    where TEvent : class
{
    public TState State { get; private set; } = start;

    public long Version => stream.Version;

    public long Position => stream.Position;

    public ValueTask Load(CancellationToken cancel) => stream.Load(
        (TEvent happened, Fact fact) => State = after(State, happened, fact), cancel);

    public async Task<Decided> Do(
        Func<TState, Decision<TEvent>> decide, Author by, string commandId, DateTimeOffset at, string feed,
        CancellationToken cancel)
    {
        if (stream.IsTaken(commandId, by.Account))
        {
            return new Decided(Position, CommandKey.Taken, Again: false);
        }

        if (stream.Knows(commandId))
        {
            return new Decided(Position, Refusal: null, Again: true);
        }

        var decision = decide(State);
        if (decision.Refusal is not null)
        {
            await stream.MustBeNewest(cancel);
            return new Decided(Position, decision.Refusal, Again: false);
        }

        cancel.ThrowIfCancellationRequested();
        var happened = decision.Happened.Single();
        var stored = await stream.Append(happened, by, commandId, at, feed);
        State = after(State, happened, stored);
        return new Decided(Position, Refusal: null, Again: false);
    }
}

/// <summary>What came of a command to a stream of one grain.</summary>
/// <param name="Position">The state is true up to here.</param>
public sealed record Decided(long Position, Refusal? Refusal, bool Again);
