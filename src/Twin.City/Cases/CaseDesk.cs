using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Obligations;

namespace Twin.City.Cases;

/// <summary>A case as a desk has it before it: what may be seen, what runs, and what may be done.</summary>
/// <param name="Clocks">In the order of their start; also those that passed and were not stopped.</param>
/// <param name="Paused">Clocks that stand still since <paramref name="PausedAt"/>.</param>
/// <param name="Supervision">0 none, 1 Reminded, 2 Supervised, 3 Listed, 4 LeaderLed.</param>
/// <param name="Duplicates">Reports that were merged into it.</param>
public sealed record CaseDesk(
    CaseSight Sight, ImmutableArray<CaseClock> Clocks, ImmutableArray<CaseClock> Paused, DateTimeOffset PausedAt,
    int Supervision, int Reworks, int Reopenings, int Duplicates, ImmutableArray<CaseChoice> Choices,
    ImmutableArray<ObligationChoice> Acts)
{
    /// <summary>Null while there is no case.</summary>
    public static CaseDesk? Of(CaseState state, Actor by, DateTimeOffset now, CaseRules rules) =>
        state.Sight() is not { } sight
            ? null
            : new CaseDesk(
                sight, state.Clocks, state.Paused, state.PausedAt, state.Supervision, state.Reworks,
                state.Reopenings, state.Duplicates.Length, CaseChoices.Of(state, by, now, rules),
                ObligationChoices.Of(state, by, now, rules));
}
