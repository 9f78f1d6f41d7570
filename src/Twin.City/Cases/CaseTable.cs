using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Cases;

/// <summary>The table stage × command, ready to decide: in each cell the first row whose guard holds.</summary>
public static class CaseTable
{
    private static readonly FrozenDictionary<string, ImmutableArray<ImmutableArray<Way>>> Cells =
        CityTables.Transitions.GroupBy(row => row.Command)
            .ToFrozenDictionary(rows => rows.Key, CellsOf, StringComparer.Ordinal);

    /// <summary>The row that decides a command in the present stage.</summary>
    public static TransitionRow Deciding(CaseAsk ask) => DecidingWay(ask).Row;

    internal static Way DecidingWay(CaseAsk ask)
    {
        var word = CaseWords.CommandOf(ask.Command);
        foreach (var way in Cells[word][(int)ask.State.Stage])
        {
            if (way.Row.Guard is null || Holds(way, ask)) return way;
        }
        throw new InvalidOperationException(
            $"transitions.csv has no row that decides {word} in {ask.State.Stage}; the last one needs no guard.");
    }

    private static bool Holds(Way way, CaseAsk ask) => way.Guard is { } guard
        ? guard(ask)
        : throw new InvalidOperationException(
            $"Guard '{way.Row.Guard}' of {way.Row.Command} in {way.Row.Stage} has no predicate; add it to CaseGuards.");

    private static ImmutableArray<ImmutableArray<Way>> CellsOf(IEnumerable<TransitionRow> rows)
    {
        var byStage = rows.ToLookup(row => row.Stage);
        return [.. Enum.GetValues<CaseStage>().Select(stage => byStage[stage].Select(WayOf).ToImmutableArray())];
    }

    private static Way WayOf(TransitionRow row) => new(
        row, row.Guard is { } word ? CaseGuards.Find(word) : null,
        row.Refusal is { } code ? Refusals.Of(code) : null);

    /// <summary>A row with its words resolved.</summary>
    internal sealed record Way(TransitionRow Row, Func<CaseAsk, bool>? Guard, Refusal? Refusal);
}
