using System.Collections.Immutable;

namespace Twin.City.Admissions;

/// <summary>All duties that were asked of posts, and what each street and community said.</summary>
public sealed record AdmissionBook(ImmutableArray<AdmissionRow> Rows)
{
    public static AdmissionBook Empty { get; } = new([]);

    public AdmissionRow? Find(long duty) => Rows.FirstOrDefault(row => row.Duty == duty);

    public AdmissionBook After(AdmissionEvent happened, long version, DateTimeOffset at) => happened switch
    {
        AdmissionEvent.DutyAsked e => new(Rows.Add(new AdmissionRow(version, at, e, []))),
        AdmissionEvent.DutyAdmitted e => With(e.Duty, row => row.Answered(new(e.Area, null, at))),
        AdmissionEvent.DutyRefused e => With(e.Duty, row => row.Answered(new(e.Area, e.Reason, at))),
        AdmissionEvent.DutyEnded e => With(e.Duty, row => row with { EndedAt = at }),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of AdmissionEvent."),
    };

    private AdmissionBook With(long duty, Func<AdmissionRow, AdmissionRow> change) =>
        new([.. Rows.Select(row => row.Duty == duty ? change(row) : row)]);
}

/// <summary>One duty with its answers.</summary>
/// <param name="Duty">Version of the fact that asked.</param>
public sealed record AdmissionRow(
    long Duty, DateTimeOffset AskedAt, AdmissionEvent.DutyAsked Asked, ImmutableArray<AdmissionAnswer> Answers,
    DateTimeOffset? EndedAt = null)
{
    /// <summary>A later answer of the same area takes the place of its earlier one.</summary>
    public AdmissionRow Answered(AdmissionAnswer answer) =>
        this with { Answers = Answers.RemoveAll(one => one.Area == answer.Area).Add(answer) };

    public bool IsOver(DateTimeOffset now) => EndedAt is not null || now >= Asked.Until;

    /// <summary>The posts of a home do it now: their street has admitted it and nobody between has refused.</summary>
    /// <remarks>Silence is no.</remarks>
    public bool IsInForce(HomeId home, DateTimeOffset now, Func<HomeId, HomeId, bool> covers)
    {
        var isAdmitted = false;
        if (IsOver(now)) return false;
        foreach (var answer in Answers)
        {
            if (!covers(answer.Area, home)) continue;
            if (answer.Refused is not null) return false;
            isAdmitted = true;
        }

        return isAdmitted;
    }
}

/// <summary>What one area said.</summary>
/// <param name="Refused">Why not; null = admitted.</param>
public sealed record AdmissionAnswer(HomeId Area, string? Refused, DateTimeOffset At);
