using System.Globalization;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;
using Twin.City.Tables;

namespace Twin.City.Tests.Tables;

public class SpecTests
{
    public static TheoryData<string> Names => [.. CityTables.Names, MetricTable.Name, SignTable.Name];

    [Theory, MemberData(nameof(Names))]
    public void A_table_of_the_product_is_the_table_of_the_specification_cell_by_cell(string name)
    {
        var ours = Csv.Parse(name, CityTables.Text(name));
        var spec = Csv.Parse(name, SharedSpec.Text(name));

        Assert.Equal(spec.Header, ours.Header);
        Assert.Equal(spec.Rows.Length, ours.Rows.Length);
        foreach (var (expected, found) in spec.Rows.Zip(ours.Rows))
        {
            Assert.All(spec.Header, column => Assert.Equal(expected[column], found[column]));
        }
    }

    [Fact]
    public void The_tables_have_as_many_rows_as_the_specification_says()
    {
        Assert.Equal(22, CityTables.Stages.Length);
        Assert.Equal(63, CityTables.Commands.Length);
        Assert.Equal(135, CityTables.Classes.Length);
        Assert.Equal(1713, CityTables.Transitions.Length);
        Assert.Equal(12, CityTables.Version.Length);
    }

    [Fact]
    public void Stages_and_their_sets_are_those_of_the_table()
    {
        Assert.Equal(Enum.GetNames<CaseStage>(), CityTables.Stages.Select(row => row.Stage.ToString()));
        Assert.All(CityTables.Stages, row => Assert.Equal(row.Open, row.Stage.IsOpen()));
        Assert.All(CityTables.Stages, row => Assert.Equal(row.BeforeHandled, row.Stage.IsBeforeHandled()));
        Assert.Equal(15, CityTables.Stages.Count(row => row.Open));
    }

    [Fact]
    public void A_class_is_found_with_its_steps()
    {
        var collapse = CaseClasses.All.Find("E0401")!;

        Assert.Equal("路面塌陷", collapse.Zh);
        Assert.Equal(Severity.S2, collapse.Severity);
        Assert.Equal(["cordon", "makeSafe", "repair"], collapse.HandleSteps.Select(step => step.Name));
        Assert.Equal(new Limit(TimeSpan.FromDays(7), LimitCalendar.WorkingDays), collapse.HandleWithin);
        Assert.True(collapse is { Hazard: true, Physical: true, OnSpot: false });
        Assert.Null(CaseClasses.All.Find("E9999"));
        Assert.Null(CaseClasses.All.Find(null));
    }

    [Fact]
    public void Every_class_names_departments_that_exist()
    {
        var unknown = CityTables.Classes.SelectMany(row => row.Departments)
            .Where(department => !CityTables.DepartmentOf.ContainsKey(department));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Weights_of_severities_are_hundredths()
    {
        Assert.Equal([400, 200, 150, 100], CityTables.Severities.Select(row => row.WeightHundredths));
    }

    [Fact]
    public void A_refusal_is_found_by_its_code_and_an_unknown_code_is_loud()
    {
        Assert.Equal("案件已结案。", Refusals.Of("CaseClosed").Zh);
        Assert.Equal("severity", Refusals.FieldInvalid("severity").Field);
        Assert.Throws<ArgumentException>(() => Refusals.Of("Nonsense"));
    }

    [Fact]
    public void A_clock_gives_its_limit_by_severity_and_an_unset_one_counts_as_ordinary()
    {
        var accept = CityTables.ClockOf["T3"];

        Assert.Equal("00:15:00", accept.For(Severity.S1)!.Value.Length.ToString("c", CultureInfo.InvariantCulture));
        Assert.Equal(LimitCalendar.WorkingHours, accept.For(Severity.S4)!.Value.Calendar);
        Assert.Equal(accept.For(Severity.S4), accept.For(Severity.Unset));
        Assert.Null(CityTables.ClockOf["T5"].For(Severity.S1));
    }
}
