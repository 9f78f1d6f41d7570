namespace Twin.City;

/// <summary>One matter, from report to close. Opaque; derived from source and idempotency key.</summary>
public readonly record struct CaseId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A grid or an area: whatever has a board. Opaque and never reused.</summary>
public readonly record struct HomeId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct BuildingId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct HouseholdId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct KeySiteId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A pump, a boat, a generator in the stock of its holder; counted there by kind.</summary>
public readonly record struct ResourceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A thing that measures things, never people.</summary>
public readonly record struct DeviceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A duty seat, never a person.</summary>
public readonly record struct PostId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A department by its key in departments.csv.</summary>
public readonly record struct DepartmentId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What one department owes a case: version of the fact that made it, and its place in it.</summary>
/// <remarks>Such as <c>24</c> for a whistle and <c>24.2</c> for the second part of one thing. One case's own.</remarks>
public readonly record struct ObligationId(string Value)
{
    public override string ToString() => Value;
}
