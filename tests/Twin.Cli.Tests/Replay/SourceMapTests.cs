using Twin.Cli.Replay;
using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;

namespace Twin.Cli.Tests.Replay;

public class SourceMapTests
{
    public const string Small = """
        system: test-311
        zone: America/New_York
        times: [yyyy-MM-dd HH:mm:ss]
        columns: {id: id, opened: opened, closed: closed, due: due, lng: lng, lat: lat, result: [why, how]}
        state: {column: state, closed: [Closed], open: [Open]}
        verdict: {column: flag, met: [ONTIME], missed: [OVERDUE]}
        defaultPlaces:
          - {name: City Hall, lng: -71.0587, lat: 42.3594, withinMetres: 1}
        source: {columns: [from], map: {Phone: Hotline}, otherwise: App}
        class: {columns: [type, group], map: {Pothole: E0110, Trees: C0402}, otherwise: E0199}
        """;

    public static TheoryData<string> Brought => [.. SourceMapFile.Names];

    [Fact]
    public void The_tool_brings_four_mappings() => Assert.Equal(
        ["boston-311", "chicago-311-sanitation", "nyc-311-api", "nyc-311-download"], SourceMapFile.Names);

    [Theory, MemberData(nameof(Brought))]
    public void A_brought_mapping_reads_and_names_only_words_of_the_city(string name)
    {
        var map = SourceMapFile.Open(name);

        ReplayCommand.CheckWords(map);
        Assert.NotEmpty(map.Class.Map);
    }

    [Fact]
    public void A_mapping_reads_into_its_parts()
    {
        var map = SourceMapFile.Parse(Small, "small");

        Assert.Equal("test-311", map.System);
        Assert.Equal(["why", "how"], map.Columns.Result);
        Assert.Equal("C0402", map.Class.Map["Trees"]);
        Assert.Equal(1, Assert.Single(map.DefaultPlaces).WithinMetres);
        Assert.Equal(["OVERDUE"], map.Verdict!.Missed);
    }

    [Theory]
    [InlineData("zone: America/New_York", "zone: Boston", "IANA zone")]
    [InlineData("system: test-311", "system: ''", "system")]
    [InlineData("times: [yyyy-MM-dd HH:mm:ss]", "times: []", "times")]
    [InlineData("closed: [Closed]", "closed: []", "state.closed")]
    [InlineData("otherwise: E0199", "otherwise: ''", "class.otherwise")]
    [InlineData("lat: lat, ", "", "both or neither")]
    [InlineData("zone:", "zoneOfTimes:", "zoneOfTimes")]
    public void What_is_wrong_with_a_mapping_is_told(string from, string to, string told)
    {
        var wrong = Assert.Throws<InputException>(() => SourceMapFile.Parse(Small.Replace(from, to), "small"));

        Assert.Contains("small", wrong.Message);
        Assert.Contains(told, wrong.Message);
    }

    [Fact]
    public void Nonsense_is_told_with_its_line() =>
        Assert.Contains("line 1", Assert.Throws<InputException>(() => SourceMapFile.Parse("[1, 2", "x.yaml")).Message);

    [Fact]
    public void A_name_that_nobody_knows_is_told_with_those_that_are_known() => Assert.Contains(
        "boston-311", Assert.Throws<InputException>(() => SourceMapFile.Open("atlantis")).Message);

    [Fact]
    public void A_class_that_the_city_lacks_is_told_before_anything_is_sent()
    {
        var map = SourceMapFile.Parse(Small.Replace("E0110", "E9999"), "small");

        Assert.Contains("E9999", Assert.Throws<InputException>(() => ReplayCommand.CheckWords(map)).Message);
    }

    [Fact]
    public void A_source_that_the_city_lacks_is_told_before_anything_is_sent()
    {
        var map = SourceMapFile.Parse(Small.Replace("Phone: Hotline", "Phone: Telegraph"), "small");

        Assert.Contains("Telegraph", Assert.Throws<InputException>(() => ReplayCommand.CheckWords(map)).Message);
    }
}
