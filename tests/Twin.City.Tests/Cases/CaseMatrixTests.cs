using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Cases;

/// <summary>Every cell stage × command and every row in it, against the table itself.</summary>
public class CaseMatrixTests(ITestOutputHelper output)
{
    /// <summary>Commands that the city carries out so far.</summary>
    private static readonly string[] Commands =
    [
        "Report", "HandleOnSpot", "OpenReview", "File", "OpenDispatch", "Dispatch", "Offer", "ExpireOffer", "Accept",
        "Arrive", "Handle", "OpenCheck", "PassCheck", "Close", "Void", "Supervise", "MoveDeadline", "PassDeadline",
    ];

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
    public void Every_guard_of_the_commands_carried_out_has_a_predicate()
    {
        var missing = CityTables.Transitions
            .Where(row => Commands.Contains(row.Command) && row.Guard is not null)
            .Select(row => row.Guard!).Distinct().Where(word => CaseGuards.Find(word) is null);

        Assert.Empty(missing);
    }

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
        var next = state.After(first, new CaseStamp(CaseScene.Now, state.Version + 1, 1, order.CommandId)).Stage;
        if (next != row.Next) return $"found {next}, expected {row.Next}";
        var fact = CityTables.CommandOf[row.Command].Fact;
        return CaseWords.FactOf(first) == fact ? null : $"found fact {CaseWords.FactOf(first)}, expected {fact}";
    }
}
