namespace Twin.City.Clocks;

/// <summary>A running clock of a case and when it is due; ordered by moment, then case, then clock.</summary>
public readonly record struct DueMoment(DateTimeOffset DueAt, CaseId Case, ClockId Clock) : IComparable<DueMoment>
{
    public int CompareTo(DueMoment other) =>
        DueAt.CompareTo(other.DueAt) is not 0 and var byMoment ? byMoment
        : string.CompareOrdinal(Case.Value, other.Case.Value) is not 0 and var byCase ? byCase
        : string.CompareOrdinal(Clock.Value, other.Clock.Value);

    public static bool operator <(DueMoment one, DueMoment other) => one.CompareTo(other) < 0;

    public static bool operator >(DueMoment one, DueMoment other) => one.CompareTo(other) > 0;

    public static bool operator <=(DueMoment one, DueMoment other) => one.CompareTo(other) <= 0;

    public static bool operator >=(DueMoment one, DueMoment other) => one.CompareTo(other) >= 0;
}
