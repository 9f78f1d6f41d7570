using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Twin.City.Bells;
using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>What follows from a command: facts or a refusal. Pure; the same question has the same answer.</summary>
public static partial class CaseDecisions
{
    /// <summary>One in fifty on-spot cases is checked (DEF 2 %).</summary>
    private const int OnSpotOneIn = 50;

    private static readonly Limit ObjectionWithin = CityTables.ClockOf["OnSpotObjection"].For(Severity.S4)!.Value;
    private static readonly ClockRow AcceptClock = CityTables.ClockOf["T3"];
    private static readonly ClockRow AnswerClock = CityTables.ClockOf["OfferAnswer"];

    /// <summary>Decides a command by the table; steps of the System without a wait ride in the same facts.</summary>
    /// <remarks>A resend is the shell's: ask <see cref="CaseState.AnswerTo"/> first.</remarks>
    public static Decision<CaseEvent> Decide(
        CaseState state, CaseOrder order, DateTimeOffset now, CaseRules rules) =>
        Foresee(state, order, now, rules).Decision;

    /// <summary>The same, with the case as it is after each fact: who stores them need not fold them again.</summary>
    public static CaseForesight Foresee(CaseState state, CaseOrder order, DateTimeOffset now, CaseRules rules)
    {
        var ask = new CaseAsk(state, order, now, rules);
        if (CaseGate.Refuses(ask, out var role) is { } no) return CaseForesight.No(no);
        if (OfOtherTables(ask) is { } decided) return Foreseen(ask, decided, role);
        var way = CaseTable.DecidingWay(ask);
        if ((way.Refusal ?? ObligationRules.Refuses(state, way.Row)) is { } refusal)
        {
            return CaseForesight.No(refusal);
        }

        var facts = ImmutableArray.CreateBuilder<CaseForesight.Fact>(2);
        var (asked, row) = (PassedFirst(ask, facts), way.Row);
        for (var isOwn = true; ; isOwn = false)
        {
            var happened = Briefed(asked.State, FactOf(asked, row));
            var after = Trial(asked, happened);
            facts.Add(new CaseForesight.Fact(happened, after, isOwn));
            if (CaseFlow.Rider(after) is not { } rider) break;
            asked = ask with { State = after, Order = order with { Command = rider, By = Actor.System } };
            if (CaseTable.DecidingWay(asked) is not { Refusal: null } ridden) break;
            row = ridden.Row;
        }

        return new CaseForesight(facts.DrainToImmutable(), null, role);
    }

    /// <summary>What other tables decide than that of cases; null = that one does.</summary>
    private static Decision<CaseEvent>? OfOtherTables(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Oblige e => ObligationDecisions.Decide(ask, e),
        CaseCommand.Ring e => BellDecisions.Decide(ask, e.Wish),
        CaseCommand.Mediate e => DisputeDecisions.Decide(ask, e.Wish),
        _ => null,
    };

    private static CaseForesight Foreseen(CaseAsk ask, Decision<CaseEvent> decision, string? role)
    {
        if (decision.Refusal is { } refusal) return CaseForesight.No(refusal);
        var facts = ImmutableArray.CreateBuilder<CaseForesight.Fact>(decision.Happened.Length);
        foreach (var happened in decision.Happened)
        {
            ask = ask with { State = Trial(ask, happened) };
            facts.Add(new CaseForesight.Fact(happened, ask.State, IsOwn: facts.Count == 0));
        }

        return new CaseForesight(facts.MoveToImmutable(), null, role);
    }

    /// <summary>True for one case in fifty, by its id alone, so that a second look draws the same.</summary>
    public static bool IsDrawn(CaseId id) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(id.Value))) % OnSpotOneIn == 0;

    /// <summary>What was due has passed, whether or not its clock has fired yet: a pause forgives nothing.</summary>
    private static CaseAsk PassedFirst(CaseAsk ask, ImmutableArray<CaseForesight.Fact>.Builder facts)
    {
        if (ask.Command is not CaseCommand.Pend) return ask;
        var system = ask.Order with { By = Actor.System };
        foreach (var clock in CaseClocks.DueBeforePause(ask.State.Clocks, ask.Now))
        {
            var passed = new CaseEvent.DeadlinePassed(clock.Id, clock.DueAt);
            var after = Trial(ask with { Order = system }, passed);
            facts.Add(new CaseForesight.Fact(passed, after, IsOwn: false));
            ask = ask with { State = after };
        }

        return ask;
    }

    private static CaseState Trial(CaseAsk ask, CaseEvent happened) =>
        ask.State.After(happened, new CaseStamp(
            ask.Now, ask.State.Version + 1, ask.State.Position, ask.Order.CommandId, ask.Order.Tag, ask.By.Account));

    /// <summary>Homes forget what ended; they, buildings and sites do not know what comes: the fact says it.</summary>
    private static CaseEvent Briefed(CaseState state, CaseEvent happened)
    {
        var opens = state.Stage.IsEnded() && state.Stage.After(happened).IsOpen();
        var moves = CaseFeeds.PlaceAfter(happened) is { } place && (place.Home != state.Home
            || (place.Building is { } building && building != state.Building)
            || (place.Site is { } site && site != state.Site));
        return opens || moves ? happened with { Brief = CaseBrief.Of(state) } : happened;
    }

    private static CaseEvent FactOf(CaseAsk ask, TransitionRow row) =>
        ClockStarts.Of(ask, row) is { } clocks ? FactOf(ask) with { Clocks = clocks } : FactOf(ask);

    private static CaseEvent FactOf(CaseAsk ask) => ask.Command switch
    {
        CaseCommand.Report e => new CaseEvent.Reported(
            e.Source, e.Home, e.At, e.DefaultPlace, e.Building, e.Site, e.Words, e.Class, e.Severity, e.ReceiptHash,
            e.LimitBy, e.DueAt, ask.Order.OccurredAt, e.SourceRef, e.LifeDanger, e.Relay, e.Tell),
        CaseCommand.HandleOnSpot e => new CaseEvent.HandledOnSpot(
            ask.By.Post!.Value, e.Home, e.At, e.Building, e.Site, e.Class, e.CaseNo, e.Result, IsDrawn(ask.State.Id),
            e.ReceiptHash, Calendars.Add(ask.Now, ObjectionWithin, ask.Rules.Calendar)),
        CaseCommand.OpenReview => new CaseEvent.ReviewOpened(),
        CaseCommand.File e => new CaseEvent.Filed(
            ask.ClassCode!, ask.Severity, ask.Home, e.CaseNo, MoveOf(ask), e.Rules),
        CaseCommand.OpenDispatch => new CaseEvent.DispatchOpened(),
        CaseCommand.Dispatch e => new CaseEvent.Dispatched(
            e.Post, e.Department, ask.NextOffer, DueBy(ask, AcceptClock.For(ask.Severity))),
        CaseCommand.Offer e => new CaseEvent.Offered(
            e.Post, e.Task, ask.NextOffer, DueBy(ask, AnswerClock.For(ask.Severity)),
            ask.State.Offers.FirstOrDefault(offer => offer.IsReplacedBy(e.Post, e.Task))?.Offer),
        CaseCommand.ExpireOffer e => new CaseEvent.OfferExpired(
            e.OfferId, ask.State.Offers.First(offer => offer.Offer == e.OfferId).Post),
        CaseCommand.Accept => Accepted(ask),
        CaseCommand.Arrive => new CaseEvent.Arrived(ask.By.Post ?? ask.State.OwnerPost),
        CaseCommand.Handle e => new CaseEvent.Handled(
            ask.State.TaskDoneBy(ask.By)?.Post ?? ask.State.OwnerPost, ask.State.OwnerDepartment, e.Result,
            ask.Order.OccurredAt, ask.Level, ResumedDue(ask)),
        CaseCommand.OpenCheck => CheckOpened(ask),
        CaseCommand.PassCheck e => new CaseEvent.CheckPassed(
            ask.By.Post, e.Note, ask.Order.OccurredAt, ask.Reachable),
        CaseCommand.Close => new CaseEvent.Closed(),
        CaseCommand.Void e => new CaseEvent.Voided(e.Reason!),
        CaseCommand.Supervise e => new CaseEvent.Supervised(e.Level, e.Reason!),
        CaseCommand.MoveDeadline e => new CaseEvent.DeadlineMoved(e.Clock, e.DueAt, e.Cause),
        CaseCommand.PassDeadline e => new CaseEvent.DeadlinePassed(e.Clock, e.DueAt),
        _ => OfReview(ask) ?? OfHandling(ask) ?? OfEnd(ask)
            ?? throw new InvalidOperationException($"No fact for {ask.Command.GetType().Name}; add a line."),
    };

    /// <summary>Who accepts owns the case: the acting post, and the department only if it was asked.</summary>
    private static CaseEvent.Accepted Accepted(CaseAsk ask)
    {
        var (state, offer) = (ask.State, ask.OpenOffer());
        if (state.Stage == CaseStage.Handling && CaseGuards.EscalationOpen(ask))
        {
            return new CaseEvent.Accepted(ask.By.Post, state.OwnerDepartment, null, null);
        }

        var post = ask.By.Post ?? offer?.Post;
        var isHandling = state.Stage == CaseStage.AwaitAccept;
        var dueAt = !isHandling ? null : state.IsHistory ? state.DueAt : DueBy(ask, ask.Class?.HandleWithin);
        return new CaseEvent.Accepted(post, offer?.Department, offer?.Offer, dueAt, Helps: !isHandling);
    }

    private static CaseEvent.CheckOpened CheckOpened(CaseAsk ask)
    {
        var seat = CaseFlow.CheckSeat(ask.State, ask.Rules);
        return new CaseEvent.CheckOpened(seat, seat is null ? null : ask.NextOffer);
    }

    private static CaseMove? MoveOf(CaseAsk ask)
    {
        var state = ask.State;
        return ask.Home == state.Home
            ? null
            : CaseMove.Of(state);
    }

    /// <summary>No clock of the city runs on an older record.</summary>
    private static DateTimeOffset? DueBy(CaseAsk ask, Limit? within) => within is { } limit && !ask.State.IsHistory
        ? Calendars.Add(ask.Now, limit, ask.Rules.Calendar)
        : null;
}
