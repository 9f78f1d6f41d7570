using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Obligations;

namespace Twin.City.Tables;

/// <summary>A stage of an obligation, as whistle.csv has it.</summary>
/// <param name="Next">Where it goes when all is well.</param>
/// <param name="Side">Where else it may go.</param>
/// <param name="By">Who brings it to this stage.</param>
/// <param name="Clock">Runs while it stands here; null = nobody is awaited.</param>
public sealed record WhistleRow(
    ObligationStage Stage, string Zh, ObligationStage? Next, ImmutableArray<ObligationStage> Side,
    ImmutableArray<string> By, string? Clock, string Daily, string Key, string Emergency, string OnBreach)
{
    /// <summary>The limit of this stage; null where the table has a word, such as <c>open</c>.</summary>
    /// <param name="row">The class of the case: <c>T5</c> is its own limit.</param>
    public Limit? Within(ObligationKind kind, CaseClass? row = null) => CellOf(kind) switch
    {
        "T5" => row?.HandleWithin,
        ['P', ..] cell => Limit.Parse(cell),
        _ => null,
    };

    /// <summary>Parts of one thing are rated like daily whistles; their other limits are their template's.</summary>
    private string CellOf(ObligationKind kind) => kind switch
    {
        ObligationKind.Key => Key,
        ObligationKind.Emergency => Emergency,
        _ => Daily,
    };
}
