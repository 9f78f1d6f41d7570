using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Modes;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Modes;

/// <summary>One area's command: it decides, appends, applies; then it sees to what an open plan asks for.</summary>
/// <remarks>
/// What a plan asks for is done step by step, each with an identity of its own: after a crash the next look goes on
/// where the last fact left off.
/// </remarks>
public sealed partial class ModeGrain(Surroundings city, ModeBook book, ILogger<ModeGrain> logger)
    : Grain, IModeGrain
{
    private OwnStream<ModeEvent> _stream = null!;
    private ModeState _state = ModeState.Empty;

    private HomeId Area => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<ModeEvent>(
            city.Log, ModeBook.StreamOf(Area), FactFamilies.Modes, DeactivateOnIdle, happened => happened.Drill);
        await _stream.Load((happened, fact) => _state = _state.After(happened, fact.At), cancellationToken);
    }

    public async Task<ModeAnswer> Do(ModeOrder order, CancellationToken cancel = default)
    {
        if (_stream.Knows(order.CommandId))
        {
            var isTaken = _stream.IsTaken(order.CommandId, order.Account);
            return new ModeAnswer(_stream.Position, isTaken ? CommandKey.Taken : null);
        }

        await book.CatchUp(cancel);
        var now = city.Time.GetUtcNow();
        var decision = ModeDecisions.Decide(_state, order.Command, OfficesOf(order), now, Ground(order.SevereAt));
        if (decision.Refusal is { } no)
        {
            await _stream.MustBeNewest(cancel);
            return new ModeAnswer(_stream.Position, no);
        }

        foreach (var happened in decision.Happened)
        {
            cancel.ThrowIfCancellationRequested();
            await Append(happened, RoleIn(happened, order), order.CommandId, now);
        }

        await TryPursue();
        return new ModeAnswer(_stream.Position);
    }

    public async Task Look()
    {
        var now = city.Time.GetUtcNow();
        foreach (var happened in ModeDecisions.Due(_state, now, Ground(null)))
        {
            await Append(happened, Author.System, IdOf(happened), now);
        }

        await TryPursue();
        await book.CatchUp(CancellationToken.None);
    }

    /// <summary>Its offices are the roles that switch modes, where they hold for this area.</summary>
    private ImmutableArray<Office> OfficesOf(ModeOrder order) =>
    [
        .. order.Bindings.Where(one => ModeDecisions.OfficeRoles.Contains(one.Role)
                && (one.Home is not { } home || city.Tree.Covers(home, Area)))
            .Select(one => new Office(order.Account, one.Role, one.Home)),
    ];

    private ModeGround Ground(DateTimeOffset? severeAt)
    {
        ImmutableArray<HomeId> above = [.. city.Tree.Above(Area)];
        return new ModeGround(Area, above, key => book.Ordered(above, key), severeAt);
    }

    private async Task Append(ModeEvent happened, Author by, string commandId, DateTimeOffset now)
    {
        await _stream.Append(happened, by, commandId, now, ModeBook.Feed);
        _state = _state.After(happened, now);
    }

    private static Author RoleIn(ModeEvent happened, ModeOrder order) => new(order.Account, happened switch
    {
        ModeEvent.SteppedUp e => e.By.Role,
        ModeEvent.StepDownProposed e => e.By.Role,
        ModeEvent.StepDownDeclined e => e.By.Role,
        ModeEvent.SteppedDown e => e.By.Role,
        ModeEvent.Reviewed e => e.By.Role,
        ModeEvent.PlanOpened e => e.By.Role,
        ModeEvent.PlanClosed e => e.By.Role,
        ModeEvent.NoticePublished e => e.By.Role,
        ModeEvent.NoticeWithdrawn e => e.By.Role,
        _ => Author.System.Role,
    });

    /// <summary>A clock's word is one fact however often it is looked at.</summary>
    private static string IdOf(ModeEvent happened)
    {
        var (word, due) = happened switch
        {
            ModeEvent.ReviewMissed e => ("review", e.DueAt),
            ModeEvent.EndPassed e => ("end", e.DueAt),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected what a clock says."),
        };
        return $"clock/{happened.Hazard}/{happened.Drill}/{word}/{due.UtcTicks}";
    }

    /// <summary>What fails now is tried again at the next look: the command itself is stored and stands.</summary>
    private async Task TryPursue()
    {
        try
        {
            foreach (var incident in _state.Incidents.Where(one => one.Pursues))
            {
                await Pursue(incident.Id);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogLeft(failure, Area.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Something of a plan in {Area} is still to be done; soon again")]
    private partial void LogLeft(Exception failure, string area);
}
