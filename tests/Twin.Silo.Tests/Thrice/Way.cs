using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.Contracts;

namespace Twin.Silo.Tests.Thrice;

/// <summary>How a case begins.</summary>
/// <param name="OnSpot">Found and fixed by the walking seat, instead of a report.</param>
internal sealed record Start(string Name, ReportRequest? Report, OnSpotRequest? OnSpot = null);

/// <summary>One step of a way: a command, an act on an obligation, or the next clock that becomes due.</summary>
internal sealed record Step(
    string Word, Player? By = null, CommandRequest? Body = null, ObligationRequest? Act = null,
    CaseStage Leads = CaseStage.Absent)
{
    public bool IsWait => By is null;

    public override string ToString() => IsWait ? "(wait)" : $"{Word} by {By}";
}

/// <summary>What is to be reached: a command given in a role, or an act.</summary>
internal readonly record struct Goal(string Word, string Role)
{
    public override string ToString() => $"{Word} by {Role}";
}

/// <summary>The shortest way to a goal; its last step is the goal itself.</summary>
internal sealed record Way(Goal Goal, Start Start, ImmutableArray<Step> Steps)
{
    public bool Waits => Steps.Any(step => step.IsWait);

    public override string ToString() => $"{Goal}: {Start.Name} {string.Join(" → ", Steps)}";
}
