namespace Twin.City.Admissions;

/// <summary>A fact about a new duty that somebody wants posts to take on. Stored for ever: add fields only.</summary>
/// <remarks>
/// Kind words: <c>admission/DutyAsked</c>, <c>admission/DutyAdmitted</c>, <c>admission/DutyRefused</c>,
/// <c>admission/DutyEnded</c>.
/// </remarks>
public abstract record AdmissionEvent
{
    private AdmissionEvent() { }

    /// <summary>A department asks for it; nobody has to do it yet.</summary>
    /// <param name="Owner">Who answers for it, and for what it costs.</param>
    /// <param name="Area">Whose posts shall do it.</param>
    /// <param name="Name">What it is called; public, of no person.</param>
    /// <param name="Minutes">Of one post in a week.</param>
    /// <param name="Basis">The legal basis, such as the number of the rule.</param>
    /// <param name="Until">Then it is over by itself.</param>
    public sealed record DutyAsked(
        DepartmentId Owner, HomeId Area, string Name, int Minutes, string Basis, DateTimeOffset Until)
        : AdmissionEvent;

    /// <param name="Duty">Version of the fact that asked.</param>
    /// <param name="Area">The street whose posts do it from now on.</param>
    public sealed record DutyAdmitted(long Duty, HomeId Area) : AdmissionEvent;

    /// <param name="Area">The street or community whose posts do not do it.</param>
    /// <param name="Reason">A code of <see cref="AdmissionDecisions.Reasons"/>.</param>
    public sealed record DutyRefused(long Duty, HomeId Area, string Reason) : AdmissionEvent;

    /// <summary>Its owner takes it back before its end.</summary>
    public sealed record DutyEnded(long Duty) : AdmissionEvent;
}
