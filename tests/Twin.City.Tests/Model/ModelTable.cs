using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Model;

/// <summary>The tables as a reader sees them: the specification's, or the product's own.</summary>
internal sealed class ModelTable
{
    private readonly FrozenDictionary<(CaseStage, string), ImmutableArray<ModelRow>> _cells;

    public ModelTable(Func<string, string> text)
    {
        Rows = [.. Csv.Parse("transitions", text("transitions")).Rows.Select(row => new ModelRow(
            Enum.Parse<CaseStage>(row["stage"]), row["command"],
            row["next"] is { Length: > 0 } next ? Enum.Parse<CaseStage>(next) : null, row["refusal"], row["guard"],
            Words(row["clockStarted"]), Words(row["clockStopped"]), Words(row["limit"]), Words(row["sideEffect"])))];
        _cells = Rows.GroupBy(row => (row.Stage, row.Command)).ToFrozenDictionary(
            cell => cell.Key, cell => cell.ToImmutableArray());
        Who = Csv.Parse("commands", text("commands")).Rows.ToFrozenDictionary(
            row => row["command"], row => Words(row["who"]));
        Facts = Csv.Parse("commands", text("commands")).Rows.ToFrozenDictionary(
            row => row["command"], row => row["fact"]);
        Bound = Csv.Parse("roles", text("roles")).Rows.ToFrozenDictionary(row => row["role"], row => row["boundTo"]);
        Sentences = Csv.Parse("refusals", text("refusals")).Rows.ToFrozenDictionary(
            row => row["code"], row => (row["zh"], row["en"]));
        Open = [.. Csv.Parse("stages", text("stages")).Rows.Where(row => row["open"] == "yes")
            .Select(row => Enum.Parse<CaseStage>(row["stage"]))];
    }

    public ImmutableArray<ModelRow> Rows { get; }
    public FrozenDictionary<string, ImmutableArray<string>> Who { get; }
    public FrozenDictionary<string, string> Facts { get; }
    public FrozenDictionary<string, string> Bound { get; }
    public FrozenDictionary<string, (string Zh, string En)> Sentences { get; }
    public ImmutableArray<CaseStage> Open { get; }

    public ImmutableArray<ModelRow> this[CaseStage stage, string command] => _cells[(stage, command)];

    private static ImmutableArray<string> Words(string cell) =>
        [.. cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>One way through one cell; empty where the table says nothing.</summary>
internal sealed record ModelRow(
    CaseStage Stage, string Command, CaseStage? Next, string Refusal, string Guard, ImmutableArray<string> Started,
    ImmutableArray<string> Stopped, ImmutableArray<string> Limits, ImmutableArray<string> Effects);
