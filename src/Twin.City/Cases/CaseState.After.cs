using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;

namespace Twin.City.Cases;

/// <content>What each fact changes.</content>
public sealed partial record CaseState
{
    /// <summary>The state after one stored fact.</summary>
    public CaseState After(CaseEvent happened, CaseStamp stamp)
    {
        var stage = Stage.After(happened);
        var again = !Known.IsEmpty && Known.Last.CommandId == stamp.CommandId;
        // What the System does beside it, before or after, does not make the command the System's.
        var by = again && stamp.Account == Actor.System.Account ? Known.Last.Account : stamp.Account;
        var known = new KnownCommand(stamp.CommandId, stamp.Version, stamp.Position, stage, by);
        var ends = stage.IsEnded() && stage != CaseStage.Archived;
        return Changed(happened, stamp.At) with
        {
            Stage = stage,
            Version = stamp.Version,
            Position = stamp.Position,
            Tag = Tag ?? stamp.Tag,
            Severity = CaseDue.SeverityAfter(Severity, happened),
            DueAt = happened is CaseEvent.Reported first
                ? first.DueAt
                : CaseDue.After(DueAt, LimitBy, Stage, happened),
            HandledAt = CaseDue.HandledAfter(HandledAt, happened, stamp.At),
            EndedAs = ends ? stage : EndedAs,
            EndedAt = stage.IsOpen() ? null : ends && stage != Stage ? happened.OccurredOr(stamp.At) : EndedAt,
            Offers = OffersAfter(happened, stamp.At),
            Clocks = CaseClocks.After(Clocks, happened, stamp.Version, stamp.At),
            Obligations = ObligationFold.After(Obligations, happened, stamp.Version, stamp.At),
            Dispute = DisputeState.After(Dispute, happened, stamp.At),
            Steps = Steps.Add(new(stamp.Version, stamp.Position, CaseWords.FactOf(happened), stamp.At, stage)),
            Handlers = HandlersAfter(happened, stamp.Account),
            Known = again ? Known.WithLast(known) : Known.Add(known),
        };
    }

    /// <summary>The same, once the log has placed its newest facts: what was expected is what was stored.</summary>
    /// <param name="first">Position of the first of them; the others follow it.</param>
    public CaseState StoredFrom(long first, int facts)
    {
        var last = first + facts - 1;
        return this with
        {
            Position = last,
            Steps = Placed(Steps, facts, last),
            Known = Known.WithLast(Known.Last with { Position = last }),
        };
    }

    private static Trail<CaseStep> Placed(Trail<CaseStep> steps, int facts, long last) => facts == 0
        ? steps
        : Placed(steps.Before, facts - 1, last - 1).Add(steps.Last with { Position = last });

    private CaseState Changed(CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.Reported e => Begun(e, at),
        CaseEvent.HandledOnSpot e => Begun(e, at),
        CaseEvent.Filed e => this with { Class = e.Class, Home = e.Home, CaseNo = e.CaseNo },
        CaseEvent.Dispatched e => (this with
        {
            OffersExpired = 0,
            AwaitsDispatcher = false,
            FirstReceiver = FirstReceiver ?? new(e.Post, e.Department),
        }).Owned(e.Post, e.Department),
        CaseEvent.OfferExpired => this with { OffersExpired = OffersExpired + 1 },
        CaseEvent.Accepted e when Stage == CaseStage.AwaitAccept => Owned(e.Post, e.Department),
        CaseEvent.Accepted { Offer: null } e =>
            (this with { EscalationOpen = false }).Owned(e.Post ?? OwnerPost, e.Department ?? OwnerDepartment),
        CaseEvent.Handled e => (this with { Result = e.Result }).Done(e.Post, e.Department),
        CaseEvent.Supervised e => this with { Supervision = e.Level },
        CaseEvent.DeadlinePassed e when ClockBreach.LevelOf(e.Clock, Supervision) is { } level =>
            Owing(level, e.Clock.Name),
        CaseEvent.Rehomed e => this with { Home = e.Home },
        CaseEvent.Returned or CaseEvent.Recalled or CaseEvent.OwnershipDisputed or CaseEvent.OwnerRuled
            or CaseEvent.Escalated or CaseEvent.Reassigned => ChangedOwner(happened),
        _ => ChangedReview(happened, at) ?? ChangedHandling(happened, at) ?? ChangedEnd(happened) ?? this,
    };

    private CaseState ChangedOwner(CaseEvent happened) => happened switch
    {
        CaseEvent.Returned e => (this with
        {
            Returns = Returns.Add(new(e.Post, e.Department)),
            Disputed = Disputed || e.Disputed,
            AwaitsDispatcher = true,
        }).Owned(e.Disputed ? FirstReceiver?.Post : null, e.Disputed ? FirstReceiver?.Department : null),
        CaseEvent.Recalled => (this with { AwaitsDispatcher = true, EscalationOpen = false }).Owned(null, null),
        CaseEvent.OwnershipDisputed e => (this with { Disputed = true }).Owned(e.Post, e.Department),
        CaseEvent.OwnerRuled { Part: { } part } e => this with
        {
            Parts = Changed(part, one => one with
            {
                Way = PartWay.Open,
                Part = e.Department is { } owner ? one.Part with { Department = owner } : one.Part,
            }),
        },
        CaseEvent.OwnerRuled e => (this with { Disputed = false, Ruled = true, AwaitsDispatcher = false })
            .Owned(e.Post, e.Department),
        CaseEvent.Escalated e => (this with { Level = e.Level, EscalationOpen = true }).Owned(null, e.Department),
        CaseEvent.Reassigned e => (this with { EscalationOpen = false }).Owned(e.Post, e.Department),
        _ => this,
    };

    /// <summary>Null when the fact is none of the review.</summary>
    private CaseState? ChangedReview(CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.Merged e => this with { Parent = e.Parent },
        CaseEvent.Unmerged e => (this with { Parent = null, UnmergedFrom = e.Parent }).Unsupervised(),
        CaseEvent.ReferralReturned => Unsupervised(),
        CaseEvent.DuplicateAdded e => this with
        {
            Duplicates = Duplicates.RemoveAll(one => one.Case == e.Duplicate)
                .Add(new(e.Duplicate, at, e.Severity is not null)),
            Links = MergeWord.Heard(Links, e.Duplicate, e.Link),
        },
        CaseEvent.DuplicateRemoved e => this with
        {
            Duplicates = Duplicates.RemoveAll(one => one.Case == e.Duplicate),
            Links = MergeWord.Heard(Links, e.Duplicate, e.Link),
        },
        CaseEvent.NotAccepted => this with { NothingFound = false },
        CaseEvent.NothingFound => this with { NothingFound = true },
        CaseEvent.Appealed e =>
            (this with { Appealed = true, NothingFound = false }).Unsupervised().Placed(e.Place),
        CaseEvent.SpotCheckOrdered => this with { SpotConfirmed = false, OffersExpired = 0 },
        CaseEvent.SpotConfirmed e => (this with { SpotConfirmed = true }).Placed(e.Place),
        CaseEvent.Corrected e => (this with { Class = e.Class ?? Class }).Placed(e.Place),
        _ => null,
    };

    /// <summary>Null when the fact is none of the handling.</summary>
    private CaseState? ChangedHandling(CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.ExtensionAsked e => this with
        {
            ExtensionsAsked = ExtensionsAsked + 1,
            ExtensionDueAt = e.DueAt,
            ExtensionIsEngineering = e.Engineering,
        },
        CaseEvent.ExtensionGranted => this with { ExtensionsGranted = ExtensionsGranted + 1 },
        CaseEvent.ExtensionLapsed => Owing(1, "ExtensionDecision"),
        CaseEvent.Pended => this with
        {
            Paused = CaseClocks.PausedBy(Clocks, happened),
            PausedAt = at,
            PendingRenewals = 0,
        },
        CaseEvent.PendingRenewed => this with { PendingRenewals = PendingRenewals + 1 },
        CaseEvent.Resumed => this with { Paused = [] },
        CaseEvent.OneThingOpened e => this with
        {
            Parts = ImmutableArray.CreateRange(e.Parts.Items, part => new PartState(part, PartWay.Open)),
        },
        CaseEvent.PartHandled e => (this with { Parts = Changed(e.Part, one => one with { Way = PartWay.Handled }) })
            .DoneBy(e.IsLast),
        CaseEvent.PartReturned e => this with { Parts = Changed(e.Part, one => one with { Way = PartWay.Returned }) },
        CaseEvent.PartDropped e => (this with { Parts = Changed(e.Part, one => one with { Way = PartWay.Dropped }) })
            .DoneBy(e.IsLast),
        _ => null,
    };

    /// <summary>Null when the fact is none of what follows the handling.</summary>
    private CaseState? ChangedEnd(CaseEvent happened) => happened switch
    {
        CaseEvent.CheckFailed when Reworks > 0 => (this with { Reworks = Reworks + 1 }).Owing(2, "Rework"),
        CaseEvent.CheckFailed => this with { Reworks = Reworks + 1 },
        CaseEvent.CheckLapsed => this with { Unchecked = true },
        CaseEvent.Unfollowed => this with { Following = false, ReporterReachable = false },
        CaseEvent.Archived => this with { ReporterReachable = false },
        _ when CaseDue.Reopens(happened) => this with
        {
            Reopenings = Reopenings + 1,
            FollowUps = 0,
            Rated = false,
            Supervision = Stage.IsOpen() ? Supervision : 0,
            Owed = default,
        },
        CaseEvent.FollowedUp e => this with { FollowUps = e.Attempt },
        CaseEvent.Rated => this with { Rated = true },
        _ => null,
    };

    private ImmutableArray<string> HandlersAfter(CaseEvent happened, string account)
    {
        var handles = happened is CaseEvent.HandledOnSpot or CaseEvent.Handled or CaseEvent.Arrived
            || (happened is CaseEvent.Accepted && Stage is CaseStage.AwaitAccept or CaseStage.Handling);
        return handles && account.Length > 0 && account != Actor.System.Account && !Handlers.Contains(account)
            ? Handlers.Add(account)
            : Handlers;
    }

    private CaseState Owned(PostId? post, DepartmentId? department) =>
        this with { OwnerPost = post, OwnerDepartment = department };

    private CaseState Owing(int level, string clock) =>
        level > Owed.Level ? this with { Owed = (level, clock) } : this;

    /// <summary>Its end ended the supervision, whose answer nobody awaits any more: it climbs anew.</summary>
    private CaseState Unsupervised() => this with { Supervision = 0, Owed = default };

    private CaseState Placed(CaseSpot? place) => place is not { } better
        ? this
        : this with
        {
            Home = better.Home,
            At = better.At,
            DefaultPlace = false,
            Building = better.Building,
            Site = better.Site,
        };

    /// <summary>It was handled: whatever was asked before belongs to an earlier handling.</summary>
    private CaseState Done(PostId? post, DepartmentId? department) => this with
    {
        HandledByPost = post,
        HandledByDepartment = department,
        OnSpot = false,
        FollowUps = 0,
        Rated = false,
        Unchecked = false,
        Paused = [],
    };

    private CaseState DoneBy(bool isLast) => isLast ? Done(OwnerPost, OwnerDepartment) : this;

    private ImmutableArray<PartState> Changed(CaseId part, Func<PartState, PartState> change) =>
        [.. Parts.Select(one => one.Part.Case == part ? change(one) : one)];

    private CaseState Begun(CaseEvent.Reported e, DateTimeOffset at) => this with
    {
        Source = e.Source,
        Home = e.Home,
        At = e.At,
        DefaultPlace = e.DefaultPlace,
        Building = e.Building,
        Site = e.Site,
        Words = e.Words,
        Class = e.ClassProposed,
        ReceiptHash = e.ReceiptHash,
        LimitBy = e.LimitBy,
        ReportedAt = e.OccurredOr(at),
        SourceRef = e.SourceRef,
        LifeDanger = e.LifeDanger,
        ReporterReachable = e.Relay is not null,
        Following = e.ReceiptHash.Length > 0,
    };

    private CaseState Begun(CaseEvent.HandledOnSpot e, DateTimeOffset at) => this with
    {
        Source = CaseSource.GridWorker,
        Home = e.Home,
        At = e.At,
        Building = e.Building,
        Site = e.Site,
        Class = e.Class,
        CaseNo = e.CaseNo,
        Result = e.Result,
        ReceiptHash = e.ReceiptHash,
        OnSpot = true,
        Sampled = e.Sampled,
        ObjectionUntil = e.ObjectionUntil,
        OwnerPost = e.Post,
        HandledByPost = e.Post,
        Following = e.ReceiptHash.Length > 0,
        ReportedAt = at,
    };
}
