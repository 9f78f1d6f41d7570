using Twin.City.Tables;
using Twin.Contracts;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Scenarios;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Scenarios;

public sealed class StormTests
{
    private static readonly AreaView[] Areas = new AreaViews(
        new Twin.Grains.Areas.CityTree(new ReferenceCity(TinyCity.Parts()))).All;

    [Fact]
    public void The_same_seed_gives_the_same_storm_and_another_one_another()
    {
        Assert.Equal(Storm(1), Storm(1));
        Assert.NotEqual(Storm(1), Storm(2));
    }

    [Fact]
    public void A_storm_brings_fifty_times_the_usual_reports_into_the_low_grids()
    {
        var storm = Storm(3);
        var low = Areas.Single(area => area.Low).Box;

        Assert.InRange(storm.Length, 4_200, 4_800);
        Assert.Equal(storm.OrderBy(one => one.At).Select(one => one.At), storm.Select(one => one.At));
        Assert.All(storm, one =>
        {
            Assert.Equal("storm", one.Report.Drill);
            Assert.InRange(one.Report.Lng!.Value, low[0] - 0.001, low[2] + 0.001);
            Assert.InRange(one.Report.Lat!.Value, low[1] - 0.001, low[3] + 0.001);
            Assert.NotNull(CaseClasses.All.Find(one.Report.Class));
        });
        Assert.Contains(storm, one => one.Report.Class == "X-FLOOD");
    }

    [Fact]
    public void Many_reports_tell_of_a_place_that_was_told_before()
    {
        var storm = Storm(4)[..600];
        var repeats = storm.Where((one, at) => storm[..at].Any(other => other.Report.Class == one.Report.Class
            && PlaceOf(one.Report).MetresTo(PlaceOf(other.Report)) <= Scenario.RepeatWithinMetres)).Count();

        Assert.InRange(repeats, storm.Length * 35 / 100, storm.Length);
    }

    [Fact]
    public void A_city_without_low_grids_is_told_so()
    {
        var fault = Assert.Throws<ArgumentException>(
            () => Scenario.Storm(1, [.. Areas.Where(area => !area.Low)], 1, TimeSpan.FromMinutes(5)));

        Assert.Contains("no low grid", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Residents_report_matters_of_the_table_at_houses_and_sites_and_more_by_day()
    {
        var city = new ReferenceCity(TinyCity.Parts());
        var residents = new Residents(5, city);
        var reports = Enumerable.Range(0, 400).Select(_ => residents.Next()).ToArray();

        Assert.All(reports, report => Assert.True(
            report.Site is not null || city.BuildingAt(PlaceOf(report)) is not null));
        Assert.All(
            reports, report => Assert.True(report.Class is null || CaseClasses.All.Find(report.Class) is not null));
        Assert.InRange(reports.Count(report => report.Class is null), 5, 60);
        double Mean(int hour) =>
            Enumerable.Range(0, 300).Average(_ => residents.NextGap(new TimeOnly(hour, 0)).TotalSeconds);
        Assert.True(Mean(3) > 1.5 * Mean(9));
    }

    private static LngLat PlaceOf(ReportRequest report) => new(report.Lng!.Value, report.Lat!.Value);

    private static TimedReport[] Storm(int seed) =>
        [.. Scenario.Storm(seed, Areas, usualPerSecond: 0.3, TimeSpan.FromMinutes(5))];
}
