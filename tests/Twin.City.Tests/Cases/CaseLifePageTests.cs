using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Cases;

/// <summary>docs/CASE-LIFE.md explains what the tables decide: it may say it better, but nothing else.</summary>
public class CaseLifePageTests
{
    /// <summary>They lead there from many stages, or rarely: the picture would be black with them.</summary>
    private static readonly string[] NotInThePicture =
    [
        "Archive", "CloseByFinding", "DropPart", "LapseCheck", "LapseExtension", "Object", "ReferOut", "ReopenByOrder",
        "Unmerge", "Void", "Withdraw",
    ];

    private static readonly string[] Page = File.ReadAllLines(Path.Combine(SharedSpec.Root(), "docs", "CASE-LIFE.md"));

    [Fact]
    public void Every_stage_is_explained_with_its_clocks_in_the_order_of_its_life()
    {
        var clocks = Csv.Parse("stages", CityTables.Text("stages")).Rows.ToDictionary(
            row => row["stage"], row => row["clockRunning"].Replace(';', ' '));
        var expected = CityTables.Stages.Where(row => row.Stage != CaseStage.Absent).Select(row =>
            ($"`{row.Stage}`", row.Zh, clocks[row.Stage.ToString()] is { Length: > 0 } some ? some : "–"));

        var rows = Table("## Stages");

        Assert.Equal(expected, rows.Select(cells => (cells[0], cells[1], cells[3])));
        Assert.All(rows, cells => Assert.True(cells[2].Length > 30, cells[0]));
    }

    [Fact]
    public void The_picture_is_drawn_from_the_transitions()
    {
        var ways = CityTables.Transitions
            .Where(row => row.Next is { } next && next != row.Stage && !NotInThePicture.Contains(row.Command))
            .GroupBy(row => (row.Stage, row.Next))
            .OrderBy(way => way.Key.Stage)
            .Select(way => $"    {(way.Key.Stage == CaseStage.Absent ? "[*]" : way.Key.Stage)} --> {way.Key.Next} : "
                + string.Join(" / ", way.Select(row => row.Command).Distinct()));
        var names = CityTables.Stages.Where(row => row.Stage != CaseStage.Absent)
            .Select(row => $"    {row.Stage} : {row.Stage} {row.Zh}");

        var drawn = Page.SkipWhile(line => line != "stateDiagram-v2").Skip(1).TakeWhile(line => line != "```");

        Assert.Equal([.. names, .. ways, "    Archived --> [*]"], drawn);
        Assert.All(NotInThePicture, word => Assert.Contains(Page, line =>
            line.StartsWith("Left out of the picture", StringComparison.Ordinal) && line.Contains($"`{word}`")));
    }

    [Fact]
    public void Every_command_is_listed_with_its_fact_and_who_may_give_it()
    {
        var expected = CityTables.Commands.Select(row =>
            ($"`{row.Command}`", row.Zh, row.Fact, string.Join(", ", row.Who)));

        Assert.Equal(expected, Table("## Commands").Select(cells => (cells[0], cells[1], cells[2], cells[3])));
    }

    private static List<string[]> Table(string heading) =>
    [
        .. Page.SkipWhile(line => line != heading).SkipWhile(line => !line.StartsWith('|')).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
    ];
}
