namespace Twin.City.Cases;

/// <summary>A fact of the numberer of cases. Stored for ever.</summary>
/// <remarks>Kind words: <c>number/NumbersReserved</c>.</remarks>
public abstract record NumberEvent
{
    private NumberEvent() { }

    /// <summary>Numbers of a day up to this one may be in use; later ones are not.</summary>
    public sealed record NumbersReserved(DateOnly Day, long UpTo) : NumberEvent;
}
