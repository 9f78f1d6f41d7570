using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Json;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Grains.Clocks;
using Twin.Grains.Feeds;

namespace Twin.Grains.Areas;

/// <summary>The map's one writer: it decides, appends, turns the map, and has open cases taken home.</summary>
/// <remarks>
/// All facts of a command are one batch, so the map never stands between two of them. The cases follow one by one: each
/// is a stream of its own. A crash in between loses nothing, since a home that is over sends its cases away by itself.
/// </remarks>
public sealed partial class AreaBookGrain(Surroundings city, ILogger<AreaBookGrain> logger) : Grain, IAreaBookGrain
{
    /// <summary>How often a home is asked to send its cases before the answer says that some are left.</summary>
    private const int SettleTries = 20;

    private readonly Dictionary<string, Done> _done = new(StringComparer.Ordinal);
    private AreaBook _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // From the first import on: another silo may have written what this one's tree has not read.
        _book = city.Tree.Book.First;
        await foreach (var fact in city.Log.WholeStream(CityTree.Stream, cancellationToken))
        {
            Note(fact, FactFamilies.Areas.Read(fact));
        }

        city.Tree.Turn(_book);
    }

    public async Task<AreaPreview> Preview(AreaOrder order, CancellationToken cancel = default)
    {
        var decision = AreaDecisions.Decide(_book, order with { Preview = null });
        if (decision.Refusal is not null)
        {
            return new AreaPreview("", city.Log.Head.Position, [], [], decision.Refusal);
        }

        var position = city.Log.Head.Position;
        return new AreaPreview(
            AreaDecisions.HashOf(_book, decision.Happened), position, decision.Happened,
            await Moving(decision.Happened, cancel), Refusal: null);
    }

    public async Task<AreaAnswer> Do(AreaOrder order, CancellationToken cancel = default)
    {
        if (_done.TryGetValue(CommandKey.IdOf(order.CommandId), out var known))
        {
            return CommandKey.IsOther(known.CommandId, known.Account, order.CommandId, order.By.Account)
                ? new AreaAnswer(_book.Position, [], 0, 0, CommandKey.Taken, Again: false)
                : new AreaAnswer(known.Position, known.Happened, 0, 0, Refusal: null, Again: true);
        }

        var decision = AreaDecisions.Decide(_book, order);
        if (decision.Refusal is not null || decision.Happened.IsEmpty)
        {
            return new AreaAnswer(_book.Position, [], 0, 0, decision.Refusal, Again: false);
        }

        cancel.ThrowIfCancellationRequested();
        return await Carry(
            decision.Happened, new Author(order.By.Account, AreaDecisions.ActingRole(order.By)!), order.CommandId,
            order.Client);
    }

    public async Task<AreaAnswer> Adopt(
        ImmutableArray<AreaEvent> changes, string commandId, CancellationToken cancel = default) =>
        _done.TryGetValue(commandId, out var known)
            ? new AreaAnswer(known.Position, known.Happened, 0, 0, Refusal: null, Again: true)
            : await Carry(changes, Author.System, commandId, "import");

    /// <summary>Open cases that a change would take elsewhere, as of now.</summary>
    private async Task<ImmutableArray<CaseMoving>> Moving(ImmutableArray<AreaEvent> happened, CancellationToken cancel)
    {
        var after = After(happened);
        var moving = ImmutableArray.CreateBuilder<CaseMoving>();
        foreach (var home in Unsettling(happened).Where(home => _book.Find(home) is not null))
        {
            foreach (var one in await city.Tree.Watched(GrainFactory, home).Homed(cancel))
            {
                if (Rehoming.TargetOf(after, home, one.Place) is { } to)
                {
                    moving.Add(new CaseMoving(one.Case, home, to));
                }
            }
        }

        return moving.DrainToImmutable();
    }

    private async Task<AreaAnswer> Carry(
        ImmutableArray<AreaEvent> happened, Author by, string commandId, string client)
    {
        // Counted before: homes that are over begin to send their cases as soon as they see the map.
        var moving = await Moving(happened, CancellationToken.None);
        var stored = await Append(happened, by, commandId, client);
        foreach (var (fact, one) in stored.Zip(happened))
        {
            Note(fact, one);
        }

        city.Tree.Turn(_book);
        LogChanged(happened[0].GetType().Name, happened.Length, _book.Version, _book.Position);
        foreach (var home in happened.SelectMany(one => AreaTouches.Of(one, _book)).Distinct())
        {
            // One-way: each looks at the map in its own turn.
            _ = city.Tree.Watched(GrainFactory, home).Nudge(0);
        }

        foreach (var area in happened.SelectMany(one => AreaTouches.Of(one, _book))
            .Select(city.Tree.ClockOf).Distinct())
        {
            // Clocks of a home that moved are held elsewhere from now on.
            _ = GrainFactory.GetGrain<IClockGrain>(area.Value).Look();
        }

        var left = await Settle(Unsettling(happened));
        return new AreaAnswer(
            stored[^1].Position, happened, Math.Max(0, moving.Length - left), left, Refusal: null, Again: false);
    }

    /// <summary>The map is changed whatever comes of this: no cancellation, and a failure only leaves cases.</summary>
    private async Task<int> Settle(IEnumerable<HomeId> homes)
    {
        var left = 0;
        foreach (var home in homes)
        {
            var staying = await city.Tree.Watched(GrainFactory, home).Settle(CancellationToken.None);
            for (var turn = 1; staying > 0 && turn < SettleTries; turn++)
            {
                staying = await city.Tree.Watched(GrainFactory, home).Settle(CancellationToken.None);
            }

            left += staying;
        }

        return left;
    }

    private async Task<ImmutableArray<Fact>> Append(
        ImmutableArray<AreaEvent> happened, Author by, string commandId, string client)
    {
        try
        {
            var stored = await city.Log.Append(
                new NewBatch
                {
                    Stream = CityTree.Stream,
                    ExpectedVersion = _book.Version,
                    Facts = ImmutableArray.CreateRange(happened, Encoded),
                    At = city.Time.GetUtcNow(),
                    By = by,
                    CommandId = commandId,
                    Client = client,
                    RulesVersion = CityTables.Version,
                },
                CancellationToken.None);
            return stored.Facts[0].Version == _book.Version + 1
                ? stored.Facts
                : throw new LogConflictException(CityTree.Stream, _book.Version, stored.Facts[0].Version);
        }
        catch (Exception failure) when (failure is not LogFullException)
        {
            // Another activation wrote, or nobody knows what was stored: the next activation reads how it is.
            DeactivateOnIdle();
            throw;
        }
    }

    private static NewFact Encoded(AreaEvent happened)
    {
        var fact = CityJson.Encode(happened);
        return new NewFact(fact.Kind, CityJson.Schema, fact.Payload, [CityTree.Stream]);
    }

    private void Note(Fact fact, AreaEvent happened)
    {
        _book = _book.After(happened, fact.At, fact.Position);
        var id = CommandKey.IdOf(fact.CommandId);
        _done[id] = _done.TryGetValue(id, out var known)
            ? known with { Happened = known.Happened.Add(happened), Position = fact.Position }
            : new Done(fact.CommandId, fact.By.Account, [happened], fact.Position);
    }

    private AreaBook After(ImmutableArray<AreaEvent> happened) => happened.Aggregate(
        _book, (book, one) => book.After(one, city.Time.GetUtcNow(), book.Position + 1));

    /// <summary>Homes that may have to send cases away.</summary>
    private static IEnumerable<HomeId> Unsettling(ImmutableArray<AreaEvent> happened) =>
        happened.SelectMany(one => one switch
        {
            AreaEvent.AreaSplit e => [e.Area],
            AreaEvent.AreaMerged e => e.Areas,
            AreaEvent.AreaClosed e => [e.Area],
            AreaEvent.AreaDrawn e => [e.Area.Id],
            _ => ImmutableArray<HomeId>.Empty,
        }).Distinct();

    /// <summary>A command as it was carried out, and whose it was.</summary>
    private sealed record Done(
        string CommandId, string Account, ImmutableArray<AreaEvent> Happened, long Position);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The map changed by {Kind} and {Facts} facts in all: version {Version}, position {Position}")]
    private partial void LogChanged(string kind, int facts, long version, long position);
}
