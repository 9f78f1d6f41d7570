namespace Twin.Simulation;

/// <summary>A bug put in on purpose: if no seed finds it, the simulation is blind there.</summary>
public enum SeededBug
{
    None,

    /// <summary>The log takes a batch whatever version it was decided on.</summary>
    SkipFence,

    /// <summary>The log does not know a command again.</summary>
    ForgetCommandIds,

    /// <summary>The pump never hears which feeds have grown.</summary>
    DropNudges,

    /// <summary>The home that loses a case is not told.</summary>
    LoseReHome,

    /// <summary>A home that is over keeps its cases.</summary>
    ForgetToSettle,

    /// <summary>A home does not look how far its feed has come, neither when it wakes nor later.</summary>
    ForgetHeadCheck,

    /// <summary>A hint is applied whatever number it bears.</summary>
    ApplyWithoutCursor,

    /// <summary>A parent takes an older board of a child in place of a newer one.</summary>
    RollUpStaleBoard,

    /// <summary>A parent that wakes does not ask its children, and they do not tell it again.</summary>
    ForgetChildren,

    /// <summary>A case changes its mind before its facts are stored.</summary>
    ApplyBeforeAppend,

    /// <summary>A case that lost a race goes on with what it knew.</summary>
    KeepStateOnConflict,

    /// <summary>Clocks fire an hour early.</summary>
    FireEarly,

    /// <summary>T5 goes on when the case is handled.</summary>
    KeepT5AtHandled,

    /// <summary>A case that was pending is due as if it had never stood still.</summary>
    ForgetPause,

    /// <summary>Whoever follows up has twice the time.</summary>
    DoubleFollowUp,

    /// <summary>What was asked for is added to the limit twice.</summary>
    ExtendTwice,

    /// <summary>Not the report that was merged is counted by its parent, but another.</summary>
    CountAnotherChild,

    /// <summary>A case that begins anew keeps the limit that it had.</summary>
    ReopenWithOldDue,

    /// <summary>Nobody has six hours for the review of an appeal.</summary>
    AppealWithoutT1,

    /// <summary>A case that ends is never archived.</summary>
    ForgetArchive,
}
