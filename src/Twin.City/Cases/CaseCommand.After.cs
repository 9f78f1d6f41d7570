using System.Diagnostics.CodeAnalysis;

namespace Twin.City.Cases;

/// <content>After it is handled, and what may happen in any stage.</content>
public abstract partial record CaseCommand
{
    [SuppressMessage("Naming", "CA1720", Justification = "The word of commands.csv; it is a verb here.")]
    public sealed record Object(Words? Reason) : CaseCommand;

    /// <param name="Reason">NotFixed or WrongPlace.</param>
    public sealed record FailCheck(string? Reason, Words? Note, bool Photo) : CaseCommand;

    /// <summary>System only; no checker came.</summary>
    public sealed record LapseCheck : CaseCommand;

    /// <param name="Solved">What the reporter says; null when nobody answered.</param>
    /// <param name="Attitude">1 to 5.</param>
    public sealed record FollowUp(Channel Channel, bool Answered, bool? Solved, int? Attitude, Words? Note)
        : CaseCommand;

    /// <param name="Attitude">1 to 5.</param>
    /// <param name="Reason">Why it is not solved.</param>
    public sealed record Rate(bool Solved, int? Attitude, Words? Reason) : CaseCommand;

    /// <param name="Class">What is there now; null = the same.</param>
    /// <param name="Place">Where; null = the same.</param>
    public sealed record ReportAgain(Words? Reason, string? Class, CaseSpot? Place) : CaseCommand;

    /// <summary>System only; rides in the commit that reopens.</summary>
    public sealed record Reassign(PostId? Post, DepartmentId? Department) : CaseCommand;

    public sealed record CloseByFinding(Words? Finding) : CaseCommand;

    public sealed record Withdraw(Words? Reason) : CaseCommand;

    public sealed record Unfollow : CaseCommand;

    /// <summary>What is not given stays as it is.</summary>
    public sealed record Correct(string? Class, Severity Severity, CaseSpot? Place, Words? Reason) : CaseCommand;

    /// <param name="Situation">What happens, where, and who is on scene.</param>
    public sealed record SendLeaderNotice(Words? Situation) : CaseCommand;

    /// <summary>System only; thirty days after the end.</summary>
    public sealed record Archive : CaseCommand;

    /// <param name="WrittenOrder">Of audit, court or appeal.</param>
    public sealed record ReopenByOrder(Words? WrittenOrder) : CaseCommand;
}
