using System.Collections.Immutable;
using Twin.City.Clocks;

namespace Twin.City.Cases;

/// <content>What comes late in a life, if at all: cases share one empty part until something of it is set.</content>
/// <remarks>A new case is kept, and copied with each of its first facts, at half the size.</remarks>
public sealed partial record CaseState
{
    private LaterPart _later = LaterPart.None;

    /// <summary>The unit that handled it last; its work is checked by others.</summary>
    public PostId? HandledByPost
    {
        get => _later.HandledByPost;
        init => _later = _later with { HandledByPost = value };
    }

    public DepartmentId? HandledByDepartment
    {
        get => _later.HandledByDepartment;
        init => _later = _later with { HandledByDepartment = value };
    }

    public Words? Result
    {
        get => _later.Result;
        init => _later = _later with { Result = value };
    }

    public DateTimeOffset? ObjectionUntil
    {
        get => _later.ObjectionUntil;
        init => _later = _later with { ObjectionUntil = value };
    }

    /// <summary>The open case that this one was merged into.</summary>
    public CaseId? Parent
    {
        get => _later.Parent;
        init => _later = _later with { Parent = value };
    }

    /// <summary>The one that it was taken out of again last.</summary>
    public CaseId? UnmergedFrom
    {
        get => _later.UnmergedFrom;
        init => _later = _later with { UnmergedFrom = value };
    }

    /// <summary>Reports that were merged into this case, and when.</summary>
    public ImmutableArray<CaseDuplicate> Duplicates
    {
        get => _later.Duplicates;
        init => _later = _later with { Duplicates = value };
    }

    /// <summary>Up to which of their merges and undoings this case has heard of others.</summary>
    public ImmutableArray<MergeLink> Links
    {
        get => _later.Links;
        init => _later = _later with { Links = value };
    }

    /// <summary>Units that gave the order back since it was dispatched for the first time.</summary>
    public ImmutableArray<CaseUnit> Returns
    {
        get => _later.Returns;
        init => _later = _later with { Returns = value };
    }

    /// <summary>Whoever got it first; it keeps the case while owners are at odds.</summary>
    public CaseUnit? FirstReceiver
    {
        get => _later.FirstReceiver;
        init => _later = _later with { FirstReceiver = value };
    }

    public int ExtensionsAsked
    {
        get => _later.ExtensionsAsked;
        init => _later = _later with { ExtensionsAsked = value };
    }

    public int ExtensionsGranted
    {
        get => _later.ExtensionsGranted;
        init => _later = _later with { ExtensionsGranted = value };
    }

    /// <summary>What the last request wanted.</summary>
    public DateTimeOffset? ExtensionDueAt
    {
        get => _later.ExtensionDueAt;
        init => _later = _later with { ExtensionDueAt = value };
    }

    public bool ExtensionIsEngineering
    {
        get => _later.ExtensionIsEngineering;
        init => _later = _later with { ExtensionIsEngineering = value };
    }

    /// <summary>Clocks that stand still, and since when.</summary>
    public ImmutableArray<CaseClock> Paused
    {
        get => _later.Paused;
        init => _later = _later with { Paused = value };
    }

    public DateTimeOffset PausedAt
    {
        get => _later.PausedAt;
        init => _later = _later with { PausedAt = value };
    }

    public int PendingRenewals
    {
        get => _later.PendingRenewals;
        init => _later = _later with { PendingRenewals = value };
    }

    /// <summary>Parts of one thing, in the order in which they were made.</summary>
    public ImmutableArray<PartState> Parts
    {
        get => _later.Parts;
        init => _later = _later with { Parts = value };
    }

    private sealed record LaterPart
    {
        public static readonly LaterPart None = new();

        public PostId? HandledByPost { get; init; }
        public DepartmentId? HandledByDepartment { get; init; }
        public Words? Result { get; init; }
        public DateTimeOffset? ObjectionUntil { get; init; }
        public CaseId? Parent { get; init; }
        public CaseId? UnmergedFrom { get; init; }
        public ImmutableArray<CaseDuplicate> Duplicates { get; init; } = [];
        public ImmutableArray<MergeLink> Links { get; init; } = [];
        public ImmutableArray<CaseUnit> Returns { get; init; } = [];
        public CaseUnit? FirstReceiver { get; init; }
        public int ExtensionsAsked { get; init; }
        public int ExtensionsGranted { get; init; }
        public DateTimeOffset? ExtensionDueAt { get; init; }
        public bool ExtensionIsEngineering { get; init; }
        public ImmutableArray<CaseClock> Paused { get; init; } = [];
        public DateTimeOffset PausedAt { get; init; }
        public int PendingRenewals { get; init; }
        public ImmutableArray<PartState> Parts { get; init; } = [];
    }
}
