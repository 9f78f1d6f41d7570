using System.Text.Json.Nodes;
using Twin.Cli.Terminal;

namespace Twin.Cli.Tests.Terminal;

public class OutcomeTests
{
    [Fact]
    public void The_last_line_is_pairs_in_their_order()
    {
        var outcome = new Outcome().Add("rows", 12).Add("ratio", 0.34567).Add("city", "two words").Add("ok", "yes");

        Assert.Equal("rows=12 ratio=0.346 city=\"two words\" ok=yes", outcome.Line());
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public void A_figure_that_is_not_what_it_must_be_fails_and_is_named()
    {
        var outcome = new Outcome().MustBe("closed", 3, 3).MustBe("late", 4, 5);

        Assert.Equal(["late: found 5, expected 4."], outcome.Faults);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void Telling_shows_the_faults_apart_and_ends_with_the_line()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = new Outcome().Add("a", 1).Fault("wrong").Tell(output, errors, null);

        Assert.Equal(1, code);
        Assert.Equal("a=1", output.ToString().Trim());
        Assert.Equal("wrong", errors.ToString().Trim());
    }

    [Fact]
    public void The_file_holds_figures_faults_and_long_lists()
    {
        var file = Path.GetTempFileName();
        try
        {
            new Outcome().Add("a", 1).AddToFile("ids", new JsonArray("x", "街")).Fault("wrong")
                .Tell(TextWriter.Null, TextWriter.Null, file);
            var json = JsonNode.Parse(File.ReadAllText(file))!;

            Assert.Equal(1, (long)json["a"]!);
            Assert.Equal("街", (string)json["ids"]![1]!);
            Assert.False((bool)json["ok"]!);
            Assert.Equal("wrong", (string)json["faults"]![0]!);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Too_many_faults_are_counted_not_shown()
    {
        using var errors = new StringWriter();
        var outcome = new Outcome();
        for (var i = 0; i < 100; i++)
        {
            outcome.Fault($"fault {i}");
        }

        outcome.Tell(TextWriter.Null, errors, null);

        Assert.Contains("80 more", errors.ToString());
    }
}
