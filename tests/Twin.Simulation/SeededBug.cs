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
}
