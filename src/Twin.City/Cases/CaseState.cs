using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>All that the past of one case says about its present.</summary>
public sealed record CaseState(CaseId Id)
{
    public CaseStage Stage { get; init; }
    public long Version { get; init; }
    public long Position { get; init; }
    public CaseSource Source { get; init; }
    public HomeId Home { get; init; }
    public LngLat? At { get; init; }
    public bool DefaultPlace { get; init; }
    public BuildingId? Building { get; init; }
    public KeySiteId? Site { get; init; }
    public string? Class { get; init; }
    public Severity Severity { get; init; }
    public string? CaseNo { get; init; }
    public string? SourceRef { get; init; }
    public string ReceiptHash { get; init; } = "";
    public string? Tag { get; init; }
    public Words? Words { get; init; }
    public Words? Result { get; init; }

    /// <summary>The post that owns the case: dispatched to, then accepted by.</summary>
    public PostId? OwnerPost { get; init; }
    public DepartmentId? OwnerDepartment { get; init; }

    /// <summary>The unit that handled it last; its work is checked by others.</summary>
    public PostId? HandledByPost { get; init; }
    public DepartmentId? HandledByDepartment { get; init; }

    /// <summary>Moment of the report, or when the source took it.</summary>
    public DateTimeOffset ReportedAt { get; init; }
    public LimitBy LimitBy { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset? HandledAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last handling was on the spot.</summary>
    public bool OnSpot { get; init; }
    public bool Sampled { get; init; }
    public DateTimeOffset? ObjectionUntil { get; init; }
    public bool LifeDanger { get; init; }

    /// <summary>A reporter can be asked back; nobody leaves contact data yet, so no fact sets it.</summary>
    public bool ReporterReachable { get; init; }

    /// <summary>A post has confirmed the place; no fact sets it yet.</summary>
    public bool SpotConfirmed { get; init; }

    /// <summary>A higher level was asked and has not accepted; no fact sets it yet.</summary>
    public bool EscalationOpen { get; init; }
    public int OffersExpired { get; init; }

    /// <summary>Clocks that run, or passed and were not stopped since; in the order of their start.</summary>
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed; it falls only by closing.</summary>
    public int Supervision { get; init; }

    /// <summary>The level that passed deadlines call for, and the clock that does.</summary>
    public (int Level, string Clock) Owed { get; init; }

    public ImmutableArray<CaseOffer> Offers { get; init; } = [];
    public ImmutableArray<CaseStep> Steps { get; init; } = [];
    public ImmutableArray<KnownCommand> Known { get; init; } = [];

    /// <summary>No fact yet.</summary>
    public static CaseState Absent(CaseId id) => new(id);

    /// <summary>An older record that a source brought: the city takes no step by itself.</summary>
    public bool IsHistory => LimitBy == LimitBy.Source;

    /// <summary>The task of handling that an actor's unit has accepted, whether still under way or done.</summary>
    public CaseOffer? TaskDoneBy(Actor by) => Offers.FirstOrDefault(
        offer => offer.Kind == TaskKind.Handle && offer.AcceptedAt is not null && offer.IsFor(by));

    /// <summary>The state after one stored fact.</summary>
    public CaseState After(CaseEvent happened, CaseStamp stamp)
    {
        var stage = Stage.After(happened, ReporterReachable);
        var known = new KnownCommand(stamp.CommandId, stamp.Version, stamp.Position, stage);
        var again = Known.Length > 0 && Known[^1].CommandId == stamp.CommandId;
        return Changed(happened, stamp.At) with
        {
            Stage = stage,
            Version = stamp.Version,
            Position = stamp.Position,
            Tag = Tag ?? stamp.Tag,
            Clocks = CaseClocks.After(Clocks, happened, stamp.Version, stamp.At),
            Steps = Steps.Add(new(stamp.Version, stamp.Position, CaseWords.FactOf(happened), stamp.At, stage)),
            Known = again ? Known.SetItem(Known.Length - 1, known) : Known.Add(known),
        };
    }

    /// <summary>The first answer once more, if this command was carried out before.</summary>
    public CaseAnswer? AnswerTo(string commandId)
    {
        foreach (var known in Known)
        {
            if (known.CommandId == commandId)
            {
                return new CaseAnswer(Id, known.Stage, known.Version, known.Position, null, Again: true);
            }
        }
        return null;
    }

    /// <summary>What may be seen; null while there is no case.</summary>
    public CaseSight? Sight() => Stage == CaseStage.Absent
        ? null
        : new CaseSight(
            Id, Stage, Version, Position, Source, Home, At, DefaultPlace, Building, Site, Class, Severity, CaseNo,
            OwnerPost, OwnerDepartment, ReportedAt, DueAt, HandledAt, EndedAt, Words, Result, Tag, Steps,
            [.. Offers.Where(offer => offer.Post is not null).Select(offer => new CaseTask(
                offer.Offer, offer.Post!.Value, offer.Kind, offer.OfferedAt, offer.AcceptedAt, offer.Over))]);

    private CaseState Changed(CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.Reported e => Begun(e, at),
        CaseEvent.ReviewOpened => this,
        CaseEvent.Filed e => this with { Class = e.Class, Severity = e.Severity, Home = e.Home, CaseNo = e.CaseNo },
        CaseEvent.DispatchOpened => this,
        CaseEvent.Dispatched e => this with
        {
            OwnerPost = e.Post,
            OwnerDepartment = e.Department,
            OffersExpired = 0,
            Offers = Offers.Add(new(e.Offer, e.Post, e.Department, TaskKind.Handle, at)),
        },
        CaseEvent.Offered e => this with { Offers = Offered(e.Offer, e.Post, e.Task, at) },
        CaseEvent.OfferExpired e => this with
        {
            OffersExpired = OffersExpired + 1,
            Offers = Over(offer => offer.Offer == e.Offer),
        },
        CaseEvent.Accepted e when Stage == CaseStage.AwaitAccept => this with
        {
            OwnerPost = e.Post,
            OwnerDepartment = e.Department,
            DueAt = IsHistory ? DueAt : e.DueAt,
            Offers = Taken(e.Offer, at),
        },
        CaseEvent.Accepted e => this with { Offers = Taken(e.Offer, at) },
        CaseEvent.Arrived => this,
        CaseEvent.Handled e => this with
        {
            HandledByPost = e.Post,
            HandledByDepartment = e.Department,
            Result = e.Result,
            OnSpot = false,
            HandledAt = e.OccurredAt ?? at,
            Offers = Over(offer => offer.Kind == TaskKind.Handle),
        },
        CaseEvent.CheckOpened { Post: { } post, Offer: { } offer } =>
            this with { Offers = Offered(offer, post, TaskKind.Check, at) },
        CaseEvent.CheckOpened => this,
        CaseEvent.CheckPassed e => this with
        {
            EndedAt = ReporterReachable ? null : e.OccurredAt ?? at,
            Offers = Over(offer => true),
        },
        CaseEvent.Closed => this with { EndedAt = at, Offers = Over(offer => true) },
        CaseEvent.HandledOnSpot e => Begun(e, at),
        CaseEvent.Voided => this with { EndedAt = at, Offers = Over(offer => true) },
        CaseEvent.Supervised e => this with { Supervision = e.Level },
        CaseEvent.DeadlineMoved e => this with { DueAt = e.Clock.IsHandling ? e.DueAt : DueAt },
        CaseEvent.DeadlinePassed e when ClockBreach.LevelOf(e.Clock, Supervision) is { } level && level > Owed.Level =>
            this with { Owed = (level, e.Clock.Name) },
        CaseEvent.DeadlinePassed => this,
        CaseEvent.Rehomed e => this with { Home = e.Home },
        _ => throw new InvalidOperationException($"No state follows from {happened.GetType().Name}; add a line."),
    };

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
        Severity = e.SeverityProposed,
        ReceiptHash = e.ReceiptHash,
        LimitBy = e.LimitBy,
        DueAt = e.DueAt,
        ReportedAt = e.OccurredAt ?? at,
        SourceRef = e.SourceRef,
        LifeDanger = e.LifeDanger,
    };

    private CaseState Begun(CaseEvent.HandledOnSpot e, DateTimeOffset at) => this with
    {
        Source = CaseSource.GridWorker,
        Home = e.Home,
        At = e.At,
        Building = e.Building,
        Site = e.Site,
        Class = e.Class,
        Severity = Severity.S4,
        CaseNo = e.CaseNo,
        Result = e.Result,
        ReceiptHash = e.ReceiptHash,
        OnSpot = true,
        Sampled = e.Sampled,
        ObjectionUntil = e.ObjectionUntil,
        OwnerPost = e.Post,
        HandledByPost = e.Post,
        ReportedAt = at,
        HandledAt = at,
    };

    /// <summary>A new offer to the same post replaces its older open one.</summary>
    private ImmutableArray<CaseOffer> Offered(string offer, PostId post, TaskKind kind, DateTimeOffset at) =>
        Over(old => old.IsOpen && old.Post == post && old.Kind == kind).Add(new(offer, post, null, kind, at));

    /// <summary>The first accept wins: other open offers of the same kind are over.</summary>
    private ImmutableArray<CaseOffer> Taken(string? taken, DateTimeOffset at)
    {
        var kind = Offers.FirstOrDefault(offer => offer.Offer == taken)?.Kind;
        return [.. Offers.Select(offer => offer.Offer == taken ? offer with { AcceptedAt = at }
            : offer.IsOpen && offer.Kind == kind ? offer with { Over = true } : offer)];
    }

    private ImmutableArray<CaseOffer> Over(Func<CaseOffer, bool> which) => Offers.IsEmpty
        ? Offers
        : [.. Offers.Select(offer => !offer.Over && which(offer) ? offer with { Over = true } : offer)];
}
