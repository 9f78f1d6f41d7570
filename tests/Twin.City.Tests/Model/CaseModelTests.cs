using System.Diagnostics;
using System.Globalization;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Model;

/// <summary>Random commands by random roles at random times, against the table as the model reads it.</summary>
public class CaseModelTests(ITestOutputHelper output)
{
    private const int StepsLeast = 110_000;

    /// <summary>Steps more until every cell was visited; then the table and the walk do not fit.</summary>
    private const int StepsMost = 600_000;

    [Fact]
    public void The_tables_of_the_product_decide_as_the_model_reads_them() =>
        Walk(new ModelTable(CityTables.Text), seed: 1);

    [Fact]
    public void The_tables_of_the_specification_decide_as_the_model_reads_them() =>
        Walk(new ModelTable(SharedSpec.Text), seed: 2);

    /// <summary>Another walk is taken with TWIN_MODEL_SEED=number; a fault prints its own.</summary>
    private void Walk(ModelTable table, int seed)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("TWIN_MODEL_SEED"), out var asked)) seed = asked;
        var clock = Stopwatch.StartNew();
        var walk = new ModelWalk(table, seed);
        while (walk.Steps < StepsLeast || (walk.Cells.Count < walk.CellsAll && walk.Steps < StepsMost)) walk.Step();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed={seed} steps={walk.Steps} cells={walk.CellsAll} visited={walk.Cells.Count} rows={table.Rows.Length} "
            + $"decided={walk.Rows.Count} facts={walk.Facts} refused={walk.Refused} "
            + $"seconds={clock.Elapsed.TotalSeconds:F1}"));
        output.WriteLine("never decided: " + string.Join(", ", table.Rows.Where(row => !walk.Rows.Contains(row))
            .Select(row => $"{row.Stage}×{row.Command}:{row.Guard}")));
        Assert.Equal(walk.CellsAll, walk.Cells.Count);
        Assert.Equal(Enum.GetValues<CaseStage>().Length * table.Facts.Count, walk.CellsAll);
    }
}
