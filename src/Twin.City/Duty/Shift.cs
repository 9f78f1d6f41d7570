namespace Twin.City.Duty;

/// <summary>The turns of a day; hours in the city's own time.</summary>
public enum ShiftKind
{
    /// <summary>08 to 16.</summary>
    Day,

    /// <summary>16 to 24.</summary>
    Evening,

    /// <summary>00 to 08.</summary>
    Night,

    /// <summary>Ready to be called; up to 24 hours.</summary>
    OnCall,

    /// <summary>Twelve hours of a war mode.</summary>
    War12h,
}

/// <summary>One turn of one seat. Who sits there then is nobody's to know here.</summary>
public sealed record Shift(PostId Post, DateTimeOffset From, DateTimeOffset To, ShiftKind Kind)
{
    public bool Covers(DateTimeOffset moment) => From <= moment && moment < To;

    public bool Meets(Shift other) => Post == other.Post && From < other.To && other.From < To;

    /// <summary>How it stands, from the plan and whether somebody sits at the seat now.</summary>
    /// <remarks>Breaks are not kept: nobody's pauses are watched.</remarks>
    public ShiftStage StageAt(DateTimeOffset now, bool seated) =>
        now < From ? ShiftStage.Planned
        : now >= To ? ShiftStage.SignedOff
        : seated ? ShiftStage.SignedOn
        : now >= From + MissedAfter ? ShiftStage.Missed
        : ShiftStage.Planned;

    /// <summary>Nobody has signed on so long after it began (DEF).</summary>
    public static readonly TimeSpan MissedAfter = TimeSpan.FromMinutes(15);
}

/// <summary>The stages of domain 3.9 that a plan and a seat can tell.</summary>
public enum ShiftStage { Planned, SignedOn, Missed, SignedOff }
