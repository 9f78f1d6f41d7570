using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Obligations;

/// <summary>What follows from a command to one obligation. Pure; no other obligation is changed by it.</summary>
/// <remarks>Role, fields and version were asked before, as for every command of a case.</remarks>
internal static partial class ObligationDecisions
{
    public static Decision<CaseEvent> Decide(CaseAsk ask, CaseCommand.Oblige order)
    {
        if (ask.State.Stage == CaseStage.Absent) return No("CaseUnknown");
        if (ask.State.Obligations.FirstOrDefault(held => held.Id == order.Obligation) is not { } one)
        {
            return No("PartUnknown");
        }

        return order.Wish switch
        {
            ObligationCommand.Approve => Approve(ask, one),
            ObligationCommand.Reject e => WithReason(ask, one, ObligationStage.Rejected, e.Reason),
            ObligationCommand.Cancel e => WithReason(ask, one, ObligationStage.Cancelled, e.Reason),
            ObligationCommand.Accept => Accept(ask, one),
            ObligationCommand.Redirect e => Redirect(ask, one, e),
            ObligationCommand.Arrive => Arrive(ask, one),
            ObligationCommand.Note e => Note(ask, one, e.Text, isResult: false),
            ObligationCommand.GiveResult e => Note(ask, one, e.Text, isResult: true),
            ObligationCommand.SignOff => SignOff(ask, one),
            ObligationCommand.Rate e => Rate(one, e),
            ObligationCommand.Reinforce e => Reinforce(ask, one, e),
            ObligationCommand.Supervise e => Supervise(ask, one, e),
            ObligationCommand.GoOn => ObligationFlow.GoingOn(ask.State, one) is { } next
                ? Moved(ask, one, next)
                : No("NotInThisStep"),
            ObligationCommand.PassClock e => Pass(ask, one, e),
            _ => throw new InvalidOperationException($"No decision for {order.Wish.GetType().Name}; add a line."),
        };
    }

    private static Decision<CaseEvent> Approve(CaseAsk ask, ObligationState one) => one switch
    {
        { IsPart: false, Stage: ObligationStage.Raised } => Moved(ask, one, ObligationStage.CommunityOK),
        { IsPart: false, Stage: ObligationStage.CommunityOK } => Moved(ask, one, ObligationStage.StreetOK),
        _ => No("NotInThisStep"),
    };

    /// <summary>Rejected and Cancelled: the table names the stages from which they may be reached.</summary>
    private static Decision<CaseEvent> WithReason(
        CaseAsk ask, ObligationState one, ObligationStage stage, Words? reason) =>
        !CityTables.Whistle(one.Stage).Side.Contains(stage) ? No("NotInThisStep")
        : reason is null ? No("ReasonMissing")
        : Of(new CaseEvent.ObligationMoved(one.Id, stage, Reason: reason));

    private static Decision<CaseEvent> Accept(CaseAsk ask, ObligationState one) => one switch
    {
        { AcceptedAt: not null } => No("AlreadyAccepted"),
        { Stage: ObligationStage.Called or ObligationStage.NoShow } => Moved(ask, one, ObligationStage.Accepted),
        _ => No("NotInThisStep"),
    };

    private static Decision<CaseEvent> Redirect(CaseAsk ask, ObligationState one, ObligationCommand.Redirect e)
    {
        if (one.AcceptedAt is not null) return No("AlreadyAccepted");
        if (one.Stage is not (ObligationStage.Called or ObligationStage.NoShow)) return No("NotInThisStep");
        if (e.Reason is null) return No("ReasonMissing");
        var to = one.IsPart ? null : e.Department;
        if (!one.IsPart && (to is null || to == one.Department))
        {
            return Decision.No<CaseEvent>(Refusals.FieldInvalid("department"));
        }

        return Of(new CaseEvent.ObligationMoved(one.Id, ObligationStage.Redirected, to, e.Reason));
    }

    private static Decision<CaseEvent> Arrive(CaseAsk ask, ObligationState one) =>
        one is { Stage: ObligationStage.Accepted } or { Stage: ObligationStage.NoShow, AcceptedAt: not null }
            ? Moved(ask, one, ObligationStage.Arrived)
            : No("NotInThisStep");

    /// <summary>Whoever was called may answer a supervision, also before it has accepted.</summary>
    private static Decision<CaseEvent> Note(CaseAsk ask, ObligationState one, Words? text, bool isResult)
    {
        var fits = isResult ? one.Stage == ObligationStage.Working : one.IsOwed && IsCalled(one);
        if (!fits) return No("NotInThisStep");
        if (text is null) return No(isResult ? "ResultMissing" : "ReasonMissing");
        var note = new CaseEvent.ObligationNoted(one.Id, text, isResult);
        if (one.Supervision >= SupervisionLevel.Listed)
        {
            // A weekly note, so the next week begins.
            note = note with { Clocks = new([.. ObligationClocks.AtLevel(ask, one.Id, one.Supervision).Take(1)]) };
        }

        return one.IsMissed
            ? Decision.Of<CaseEvent>(note, Move(ask, one, Again(one)))
            : Of(note);
    }

    /// <summary>Whoever answers that it did not come is awaited once more.</summary>
    private static ObligationStage Again(ObligationState one) =>
        one.AcceptedAt is null ? ObligationStage.Called : ObligationStage.Accepted;

    private static bool IsCalled(ObligationState one) =>
        one.Stage is not (ObligationStage.Raised or ObligationStage.CommunityOK or ObligationStage.StreetOK);

    private static bool RunsAnswer(CaseAsk ask, ObligationState one) =>
        ask.State.Clocks.Any(clock => clock.Id.Name == ObligationClocks.NameOf(ObligationClocks.Answer, one.Id));

    private static Decision<CaseEvent> SignOff(CaseAsk ask, ObligationState one) =>
        one.Stage != ObligationStage.Working ? No("NotInThisStep")
        : one.Result is null ? No("ResultMissing")
        : Moved(ask, one, ObligationStage.Done);

    private static Decision<CaseEvent> Rate(ObligationState one, ObligationCommand.Rate e) => one.Stage switch
    {
        ObligationStage.Done => Decision.Of<CaseEvent>(
            new CaseEvent.ObligationRated(one.Id, e.ArrivedOnTime, e.Solved, e.Attitude, e.Remark),
            new CaseEvent.ObligationMoved(one.Id, ObligationStage.Closed)),
        ObligationStage.Closed => No("AlreadyRated"),
        _ => No("NotInThisStep"),
    };

    /// <summary>Another department is called at once: the street has agreed to its own order.</summary>
    private static Decision<CaseEvent> Reinforce(
        CaseAsk ask, ObligationState one, ObligationCommand.Reinforce e)
    {
        if (one.IsPart || !CityTables.Whistle(one.Stage).Side.Contains(ObligationStage.Reinforced)
            && one.Stage != ObligationStage.NoShow)
        {
            return No("NotInThisStep");
        }

        if (e.Reason is null) return No("ReasonMissing");
        if (e.Department is not { } beside || beside == one.Department)
        {
            return Decision.No<CaseEvent>(Refusals.FieldInvalid("department"));
        }

        return Decision.Of<CaseEvent>(
            new CaseEvent.ObligationMoved(one.Id, ObligationStage.Reinforced, beside, e.Reason),
            new CaseEvent.WhistleRaised(
                Enum.Parse<WhistleKind>(one.Kind.ToString()), beside, e.Reason, CaseLevel.Street));
    }

    private static Decision<CaseEvent> Supervise(
        CaseAsk ask, ObligationState one, ObligationCommand.Supervise e) =>
        !one.IsOwed || !IsCalled(one) ? No("NotInThisStep")
        : e.Level <= one.Supervision ? No("LevelNotHigher")
        : Of(Supervised(ask, one, e.Level, "Order"));

    private static Decision<CaseEvent> Moved(CaseAsk ask, ObligationState one, ObligationStage stage) =>
        Of(Move(ask, one, stage));

    private static CaseEvent.ObligationMoved Move(CaseAsk ask, ObligationState one, ObligationStage stage)
    {
        var starts = ObligationClocks.At(ask, one, stage).ToImmutableArray();
        return new CaseEvent.ObligationMoved(one.Id, stage, Post: ask.By.Post)
        {
            Clocks = starts.IsEmpty ? null : new(starts),
        };
    }

    private static CaseEvent.ObligationSupervised Supervised(
        CaseAsk ask, ObligationState one, int level, string reason)
    {
        var starts = ObligationClocks.AtLevel(ask, one.Id, level).ToImmutableArray();
        return new CaseEvent.ObligationSupervised(one.Id, level, reason)
        {
            Clocks = starts.IsEmpty ? null : new(starts),
        };
    }

    private static Decision<CaseEvent> Of(CaseEvent happened) => Decision.Of(happened);

    private static Decision<CaseEvent> No(string code) => Decision.No<CaseEvent>(Refusals.Of(code));
}
