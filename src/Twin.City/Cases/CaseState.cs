using System.Collections.Immutable;
using Twin.City.Boards;
using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>All that the past of one case says about its present.</summary>
public sealed partial record CaseState(CaseId Id)
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

    /// <summary>Accounts that had a hand in the handling: whatever their seat is now, they do not check it.</summary>
    public ImmutableArray<string> Handlers { get; init; } = [];

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

    /// <summary>A reporter can be asked back.</summary>
    public bool ReporterReachable { get; init; }

    /// <summary>Somebody follows the case by its receipt.</summary>
    public bool Following { get; init; }

    /// <summary>A post has confirmed the place.</summary>
    public bool SpotConfirmed { get; init; }

    /// <summary>The open case that this one was merged into.</summary>
    public CaseId? Parent { get; init; }

    /// <summary>The one that it was taken out of again last.</summary>
    public CaseId? UnmergedFrom { get; init; }

    /// <summary>Reports that were merged into this case, and when.</summary>
    public ImmutableArray<CaseDuplicate> Duplicates { get; init; } = [];

    /// <summary>Up to which of their merges and undoings this case has heard of others.</summary>
    public ImmutableArray<MergeLink> Links { get; init; } = [];

    /// <summary>Nothing was found at the place: an appeal needs a better one.</summary>
    public bool NothingFound { get; init; }
    public bool Appealed { get; init; }

    /// <summary>The stage in which it ended, also when it was archived since.</summary>
    public CaseStage EndedAs { get; init; }

    /// <summary>Units that gave the order back since it was dispatched for the first time.</summary>
    public ImmutableArray<CaseUnit> Returns { get; init; } = [];

    /// <summary>Whoever got it first; it keeps the case while owners are at odds.</summary>
    public CaseUnit? FirstReceiver { get; init; }
    public bool Disputed { get; init; }

    /// <summary>The owner was fixed by a ruling.</summary>
    public bool Ruled { get; init; }

    /// <summary>An order was given back or recalled: a person chooses the next owner.</summary>
    public bool AwaitsDispatcher { get; init; }

    /// <summary>The level that it was escalated to.</summary>
    public CaseLevel Level { get; init; }

    /// <summary>A higher level was asked and has not accepted.</summary>
    public bool EscalationOpen { get; init; }

    public int ExtensionsAsked { get; init; }
    public int ExtensionsGranted { get; init; }

    /// <summary>What the last request wanted.</summary>
    public DateTimeOffset? ExtensionDueAt { get; init; }
    public bool ExtensionIsEngineering { get; init; }

    /// <summary>Clocks that stand still, and since when.</summary>
    public ImmutableArray<CaseClock> Paused { get; init; } = [];
    public DateTimeOffset PausedAt { get; init; }
    public int PendingRenewals { get; init; }

    /// <summary>Parts of one thing, in the order in which they were made.</summary>
    public ImmutableArray<PartState> Parts { get; init; } = [];

    /// <summary>What departments owe it, in the order in which they were called: whistles and parts.</summary>
    public ImmutableArray<ObligationState> Obligations { get; init; } = [];

    /// <summary>What a mediator has noted; null where nobody has.</summary>
    public DisputeState? Dispute { get; init; }

    public int Reworks { get; init; }

    /// <summary>No checker came: left out of the pass rate.</summary>
    public bool Unchecked { get; init; }

    /// <summary>Attempts to reach the reporter since it was handled last.</summary>
    public int FollowUps { get; init; }

    /// <summary>The reporter has rated the last handling.</summary>
    public bool Rated { get; init; }
    public int Reopenings { get; init; }

    public int OffersExpired { get; init; }

    /// <summary>Clocks that run, or passed and were not stopped since; in the order of their start.</summary>
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed; it falls only by closing.</summary>
    public int Supervision { get; init; }

    /// <summary>The level that passed deadlines call for, and the clock that does.</summary>
    public (int Level, string Clock) Owed { get; init; }

    public ImmutableArray<CaseOffer> Offers { get; init; } = [];
    public Trail<CaseStep> Steps { get; init; }
    public Trail<KnownCommand> Known { get; init; }

    /// <summary>No fact yet.</summary>
    public static CaseState Absent(CaseId id) => new(id);

    /// <summary>An older record that a source brought: the city takes no step by itself.</summary>
    public bool IsHistory => LimitBy == LimitBy.Source;

    /// <summary>The task of handling that an actor's unit has accepted, whether still under way or done.</summary>
    public CaseOffer? TaskDoneBy(Actor by) => Offers.FirstOrDefault(
        offer => offer.Kind == TaskKind.Handle && offer.AcceptedAt is not null && offer.IsFor(by));

    /// <summary>The first answer once more, if this command was carried out before.</summary>
    /// <remarks>An id that stands for another account's command, or for another content, is refused.</remarks>
    public CaseAnswer? AnswerTo(string commandId, string by)
    {
        for (var rest = Known; !rest.IsEmpty; rest = rest.Before)
        {
            var known = rest.Last;
            if (!CommandKey.IsSameId(known.CommandId, commandId)) continue;
            return CommandKey.IsOther(known.CommandId, known.Account, commandId, by)
                ? new CaseAnswer(Id, Stage, Version, Position, CommandKey.Taken, Again: false)
                : new CaseAnswer(Id, known.Stage, known.Version, known.Position, null, Again: true);
        }
        return null;
    }

    /// <summary>How the last handling stands to its limit.</summary>
    public Timeliness Judged =>
        HandledAt is { } handledAt ? CaseTrace.Judge(DueAt, handledAt) : Timeliness.Unjudged;

    /// <summary>What may be seen; null while there is no case.</summary>
    public CaseSight? Sight() => Stage == CaseStage.Absent
        ? null
        : new CaseSight(
            Id, Stage, Version, Position, Source, Home, At, DefaultPlace, Building, Site, Class, Severity, CaseNo,
            OwnerPost, OwnerDepartment, ReportedAt, DueAt, HandledAt, EndedAt, Words, Result, Tag, Steps.Items,
            [.. Offers.Where(offer => offer.Post is not null).Select(offer => new CaseTask(
                offer.Offer, offer.Post!.Value, offer.Kind, offer.OfferedAt, offer.AcceptedAt, offer.Over,
                offer.SeenAt))],
            Parent, [.. Obligations.Select(one => ObligationMemory.Of(one, Clocks))])
        {
            MergedFrom = [.. Duplicates.Select(one => one.Case)],
            UnmergedFrom = UnmergedFrom,
            Dispute = Dispute,
        };
}
