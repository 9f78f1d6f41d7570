namespace Twin.City.Resources;

/// <summary>What a resource is doing.</summary>
public enum ResourceUse
{
    Free,
    Reserved,
    Committed,
    Retired,
}

/// <summary>One resource in its holder's stock: a pump, a generator, a boat.</summary>
/// <param name="Kind">A word of the city's own, such as Pump.</param>
/// <param name="For">The case that has it; null when it was given back.</param>
/// <param name="Until">End of a reservation; null when it is committed or free.</param>
public sealed record ResourceRow(
    ResourceId Id, string Kind, CaseId? For = null, DateTimeOffset? Until = null, bool IsRetired = false)
{
    /// <summary>A reservation ends by itself; no clock has to run for it.</summary>
    public ResourceUse Use(DateTimeOffset now) => this switch
    {
        { IsRetired: true } => ResourceUse.Retired,
        { For: null } => ResourceUse.Free,
        { Until: { } until } => now < until ? ResourceUse.Reserved : ResourceUse.Free,
        _ => ResourceUse.Committed,
    };

    public bool IsHeldFor(CaseId one, DateTimeOffset now) =>
        For == one && Use(now) is (ResourceUse.Reserved or ResourceUse.Committed);
}
