namespace Twin.City.Modes;

/// <summary>Peace or war (平战结合), in the order of modes.csv.</summary>
public enum Mode
{
    Peace,
    Watch,
    War4,
    War3,
    War2,
    War1,
    Recovery,
}

/// <summary>Why a mode is switched; a closed list, so that no free word gets into a fact.</summary>
public enum ModeReason
{
    /// <summary>A forecast warns.</summary>
    Forecast,

    /// <summary>The heat of neighbouring grids is far above the usual.</summary>
    Heat,

    /// <summary>A warning of the level was given out.</summary>
    Warning,

    /// <summary>Several streets have a case of severity S1.</summary>
    Streets,

    /// <summary>Somebody who may has ordered it.</summary>
    Order,

    /// <summary>A drill.</summary>
    Drill,

    /// <summary>It has become calm.</summary>
    Calm,
}

/// <summary>What a mode is held for: a hazard, and in a drill the drill's tag. Both may go on side by side.</summary>
/// <param name="Hazard">A word of hazards.csv.</param>
/// <param name="Drill">Null when it is no drill.</param>
public readonly record struct ModeKey(string Hazard, string? Drill);

/// <summary>An office that switches modes: an account in one role, and where the role holds.</summary>
/// <param name="Home">Null = the whole city.</param>
public sealed record Office(string Account, string Role, HomeId? Home)
{
    /// <summary>Two offices are two accounts that hold different seats: nobody agrees with himself.</summary>
    public bool IsOtherThan(Office first) => Account != first.Account && (Role, Home) != (first.Role, first.Home);
}
