using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Obligations;

/// <summary>What somebody wants to happen to one obligation of a case.</summary>
/// <remarks>It reaches the case as <see cref="CaseCommand.Oblige"/>: one case, one order of facts.</remarks>
public abstract record ObligationCommand
{
    private ObligationCommand() { }

    /// <summary>The community's yes, then the street's; the stage says whose turn it is.</summary>
    public sealed record Approve : ObligationCommand;

    public sealed record Reject(Words? Reason) : ObligationCommand;

    /// <summary>The department signs for it.</summary>
    public sealed record Accept : ObligationCommand;

    /// <summary>It is another department's; of a part of one thing a ruling decides whose.</summary>
    public sealed record Redirect(DepartmentId? Department, Words? Reason) : ObligationCommand;

    public sealed record Arrive : ObligationCommand;

    /// <summary>Progress; also the plan or the weekly note that a supervision asks for.</summary>
    public sealed record Note(Words? Text) : ObligationCommand;

    /// <summary>What came out of the department's part.</summary>
    public sealed record GiveResult(Words? Text) : ObligationCommand;

    /// <summary>The department says that its part is done; it needs a result.</summary>
    public sealed record SignOff : ObligationCommand;

    /// <summary>The grid rates the department.</summary>
    /// <param name="Attitude">1 to 5.</param>
    public sealed record Rate(bool ArrivedOnTime, bool Solved, int? Attitude, Words? Remark) : ObligationCommand;

    /// <summary>The street office calls another department beside it.</summary>
    public sealed record Reinforce(DepartmentId? Department, Words? Reason) : ObligationCommand;

    public sealed record Cancel(Words? Reason) : ObligationCommand;

    /// <summary>By order: a level higher than the present one.</summary>
    public sealed record Supervise(int Level) : ObligationCommand;

    /// <summary>System only; the next stage waits for nobody.</summary>
    public sealed record GoOn : ObligationCommand;

    /// <summary>System only; a clock of the obligation has passed.</summary>
    public sealed record PassClock(ClockId Clock, DateTimeOffset DueAt) : ObligationCommand;
}
