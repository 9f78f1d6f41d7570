using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <summary>What follows from a command, and the case after each fact of it but for its place in the log.</summary>
/// <param name="Role">The role in which the command was given; null when it is refused.</param>
public sealed record CaseForesight(ImmutableArray<CaseForesight.Fact> Facts, Refusal? Refusal, string? Role)
{
    /// <summary>The decision alone.</summary>
    public Decision<CaseEvent> Decision => Refusal is { } refusal
        ? City.Decision.No<CaseEvent>(refusal)
        : City.Decision.Of(ImmutableArray.CreateRange(Facts, fact => fact.Happened));

    internal static CaseForesight No(Refusal refusal) => new([], refusal, null);

    /// <summary>One fact and the case after it.</summary>
    /// <param name="IsOwn">Of whoever gave the command; else the System's, beside it.</param>
    public readonly record struct Fact(CaseEvent Happened, CaseState After, bool IsOwn);
}
