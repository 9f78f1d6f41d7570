using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Tables;

namespace Twin.City.Tests.Cases;

/// <summary>Every cell stage × command and every row in it, against the table itself.</summary>
public class CaseMatrixTests(ITestOutputHelper output)
{
    /// <summary>Obligations have whistle.csv, bells have bells.csv, disputes have their mediator.</summary>
    private static readonly string[] OfOtherTables =
    [
        "ObligationMoved", "ObligationNoted", "ObligationRated", "ObligationSupervised", "OfferSeen", "BellAnswered",
        "DisputeRouted", "AgreementMade", "AgreementBroken",
    ];

    private static readonly string[] Commands = [.. CityTables.Commands.Select(row => row.Command)];

    [Fact]
    public void Every_row_of_every_cell_decides_when_its_guard_is_the_first_that_holds()
    {
        int cells = 0, visited = 0, rows = 0;
        List<string> faults = [];
        foreach (var stage in Enum.GetValues<CaseStage>())
        {
            foreach (var command in Commands)
            {
                cells++;
                var cell = CityTables.Transitions.Where(row => row.Stage == stage && row.Command == command).ToList();
                if (cell.Count > 0) visited++;
                foreach (var row in cell)
                {
                    rows++;
                    if (Fault(row) is { } fault) faults.Add($"{stage} × {command}, guard {row.Guard ?? "-"}: {fault}");
                }
            }
        }
        output.WriteLine($"cells={cells} visited={visited} rows={rows} faults={faults.Count}");
        Assert.Empty(faults);
        Assert.Equal(22 * Commands.Length, cells);
        Assert.Equal(cells, visited);
    }

    [Fact]
    public void Every_word_of_the_tables_has_a_predicate_a_record_and_a_fact()
    {
        var guards = Csv.Parse("guards", CityTables.Text("guards")).Rows.Select(row => row["guard"]);

        Assert.All(guards, word => Assert.NotNull(CaseGuards.Find(word)));
        Assert.All(
            CityTables.Transitions, row => Assert.True(row.Guard is not { } word || CaseGuards.Find(word) is not null));
        Assert.Equal(Commands.Append("Oblige").Append("Ring").Append("Mediate").Order(), NamesIn(typeof(CaseCommand)));
        Assert.Equal(
            CityTables.Commands.Select(row => row.Fact).Append("Rehomed").Concat(OfOtherTables).Order(),
            NamesIn(typeof(CaseEvent)));
    }

    [Fact]
    public void Every_row_that_leads_on_leaves_a_fact_that_can_be_read_back()
    {
        foreach (var row in CityTables.Transitions.Where(row => row.Next is not null))
        {
            var (state, order) = CaseScene.For(row);
            foreach (var fact in CaseDecisions.Decide(state, order, CaseScene.Now, CaseScene.RulesFor(row)).Happened)
            {
                var (kind, payload) = CityJson.Encode(fact);
                Assert.Equal(fact, CityJson.DecodeCase(kind, CityJson.Schema, payload));
            }
        }
    }

    private static IEnumerable<string> NamesIn(Type family) => family
        .GetNestedTypes().Where(type => type.IsSubclassOf(family)).Select(type => type.Name).Order();

    [Fact]
    public void The_last_row_of_every_cell_has_no_guard()
    {
        var cells = CityTables.Transitions.GroupBy(row => (row.Stage, row.Command)).ToList();

        Assert.All(cells, cell => Assert.Null(cell.Last().Guard));
        Assert.Equal(22 * CityTables.Commands.Length, cells.Count);
    }

    private static string? Fault(TransitionRow row)
    {
        var (state, order) = CaseScene.For(row);
        var rules = CaseScene.RulesFor(row);
        var deciding = CaseTable.Deciding(new CaseAsk(state, order, CaseScene.Now, rules));
        if (deciding != row) return $"the row with guard {deciding.Guard ?? "-"} decided";
        var decision = CaseDecisions.Decide(state, order, CaseScene.Now, rules);
        if (row.Refusal is { } code)
        {
            var found = decision.Refusal?.Code ?? "facts";
            var allowed = CityTables.CommandOf[row.Command].RefusalCodes;
            return found != code ? $"found {found}, expected {code}"
                : allowed.Contains(code) ? null : $"{code} is not in commands.csv";
        }
        if (decision.Refusal is { } no) return $"found {no.Code}, expected {row.Next}";
        var first = decision.Happened[0];
        var after = state.After(first, new CaseStamp(CaseScene.Now, state.Version + 1, 1, order.CommandId));
        if (after.Stage != row.Next) return $"found {after.Stage}, expected {row.Next}";
        var opens = after.Stage.IsOpen() && state.Stage.IsEnded();
        if (opens != first.Brief is not null) return "a fact that opens an ended case says what it was, no other does";
        var fact = CityTables.CommandOf[row.Command].Fact;
        return CaseWords.FactOf(first) == fact ? null : $"found fact {CaseWords.FactOf(first)}, expected {fact}";
    }
}
