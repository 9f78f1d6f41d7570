using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;

namespace Twin.Cli.Tests.Replay;

public class RowReaderTests
{
    private const string Header = "id,opened,closed,due,lng,lat,state,flag,from,type,group,why,how\n";
    private const string Plain = "1,2011-07-01 10:00:00,2011-07-02 10:00:00,2011-07-03 10:00:00,-71.1,42.3,"
        + "Closed,ONTIME,Phone,Pothole,Roads,fixed,patch";

    [Fact]
    public void A_plain_row_is_understood_whole()
    {
        var (rows, account) = Read(Plain);

        var row = Assert.Single(rows);
        Assert.Equal("1", row.Id);
        Assert.Equal(new DateTimeOffset(2011, 7, 1, 14, 0, 0, TimeSpan.Zero), row.Opened);
        Assert.Equal(Lateness.ByTarget, row.Lateness);
        Assert.Equal(("E0110", "Hotline", "fixed, patch"), (row.Class, row.Source, row.Result));
        Assert.Equal((-71.1, 42.3), (row.Lng, row.Lat));
        Assert.Empty(account.Named);
    }

    [Theory]
    [InlineData("Trees,Pothole", "C0402")]
    [InlineData("Elm,Park", "E0199")]
    [InlineData("Elm,Trees", "C0402")]
    [InlineData("Pothole,Trees", "E0110")]
    [InlineData(",", "E0199")]
    public void The_first_column_that_the_map_knows_gives_the_class(string cells, string code)
    {
        Assert.Equal(code, Read(Plain.Replace("Pothole,Roads", cells)).Rows[0].Class);
    }

    [Theory]
    [InlineData("2011-07-03 10:00:00", "ONTIME", Lateness.ByTarget, SourceVerdict.Agrees)]
    [InlineData("2011-07-02 10:00:00", "ONTIME", Lateness.ByTarget, SourceVerdict.Agrees)]
    [InlineData("2011-07-02 09:59:59", "OVERDUE", Lateness.Late, SourceVerdict.Agrees)]
    [InlineData("2011-07-02 09:59:59", "", Lateness.Late, SourceVerdict.Empty)]
    [InlineData("2011-07-02 09:59:59", "ONTIME", Lateness.Late, SourceVerdict.Differs)]
    [InlineData("", "ONTIME", Lateness.NoTarget, SourceVerdict.Agrees)]
    public void A_closed_row_is_judged_by_its_times_and_compared_with_its_flag(
        string due, string flag, Lateness lateness, SourceVerdict verdict)
    {
        var (_, account) = Read(Plain.Replace("2011-07-03 10:00:00", due).Replace("ONTIME", flag));

        Assert.Equal(1, account.Of(lateness, verdict));
        Assert.Equal(1, account.Of(lateness));
    }

    [Theory]
    [InlineData("Closed,ONTIME", "Shut,ONTIME", Oddity.StateUnknown)]
    [InlineData("2011-07-01 10:00:00", "", Oddity.OpenedUnreadable)]
    [InlineData("2011-07-01 10:00:00", "soon", Oddity.OpenedUnreadable)]
    [InlineData("1,2011", ",2011", Oddity.IdMissing)]
    [InlineData(",fixed", "", Oddity.CellsDiffer)]
    public void A_row_that_cannot_be_used_is_named_and_counted(string from, string to, Oddity why)
    {
        var (rows, account) = Read(ReplaceFirst(Plain, from, to));

        Assert.Empty(rows);
        Assert.Equal(why, Assert.Single(account.Named).What);
        Assert.Equal((1, 0, 1), (account.Rows, account.Usable, account.NotUsable));
    }

    [Theory]
    [InlineData("2011-07-03 10:00:00", "2011-06-03 10:00:00", Oddity.DueBeforeOpened)]
    [InlineData("2011-07-03 10:00:00", "never", Oddity.DueUnreadable)]
    [InlineData("2011-07-02 10:00:00", "2011-06-02 10:00:00", Oddity.ClosedBeforeOpened)]
    [InlineData("2011-07-02 10:00:00", "", Oddity.ClosedUnreadable)]
    [InlineData("Closed,ONTIME", "Open,ONTIME", Oddity.OpenYetClosed)]
    [InlineData("2011-07-01 10:00:00", "2011-03-13 02:30:00", Oddity.TimeSkipped)]
    [InlineData("-71.1,42.3", "-71.1,", Oddity.PlaceMissing)]
    [InlineData("-71.1,42.3", "-271.1,42.3", Oddity.PlaceMissing)]
    [InlineData("2011-07-02 10:00:00", "2011-11-06 01:30:00", Oddity.ClosedAmbiguous)]
    [InlineData("2011-07-03 10:00:00", "2011-11-06 01:30:00", Oddity.DueAmbiguous)]
    public void An_odd_row_is_named_and_sent_all_the_same(string from, string to, Oddity what)
    {
        var (rows, account) = Read(Plain.Replace(from, to));

        Assert.Single(rows);
        Assert.Contains(account.Named, odd => odd.What == what && odd.Id == "1");
    }

    [Fact]
    public void An_id_that_came_before_is_not_sent_again()
    {
        var (rows, account) = Read($"{Plain}\n{Plain}");

        Assert.Single(rows);
        Assert.Equal((2, 1, 1), (account.Rows, account.Usable, account.NotUsable));
        Assert.Equal((Oddity.IdAgain, 3), (account.Named[0].What, account.Named[0].Line));
    }

    [Theory]
    [InlineData("-71.0587,42.3594", true)]
    [InlineData("-71.05871,42.3594", true)]
    [InlineData("-71.0588,42.3594", false)]
    [InlineData(",", false)]
    public void The_place_that_the_source_puts_when_it_knows_none_is_flagged(string place, bool flagged)
    {
        var (rows, account) = Read(Plain.Replace("-71.1,42.3", place));

        Assert.Equal(flagged, rows[0].DefaultPlace);
        Assert.Equal(flagged ? 1 : 0, account.DefaultPlaces);
    }

    [Fact]
    public void A_column_that_the_file_lacks_is_told_with_those_it_has()
    {
        var map = SourceMapTests.Small.Replace("due: due", "due: target");
        var wrong = Assert.Throws<InputException>(() => Read(Plain, map));

        Assert.Contains("'target'", wrong.Message);
        Assert.Contains("opened", wrong.Message);
    }

    [Fact]
    public void The_sums_of_an_account_are_its_rows()
    {
        var open = Plain.Replace("1,2011", "2,2011").Replace("2011-07-02 10:00:00", "").Replace("Closed", "Open");
        var (_, account) = Read($"{Plain}\n{open}\nx,y");
        var outcome = new Outcome();
        account.Tell(outcome);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(("3", "2", "1"), (outcome["rows"], outcome["usable"], outcome["notUsable"]));
        Assert.Equal(("1", "1", "1"), (outcome["closed"], outcome["open"], outcome["cellsDiffer"]));
    }

    private static (List<ReplayRow> Rows, RowAccount Account) Read(string lines, string? map = null)
    {
        var account = new RowAccount();
        using var csv = new CsvRows(new StringReader(Header + lines + "\n"));
        var reader = new RowReader(SourceMapFile.Parse(map ?? SourceMapTests.Small, "test"), csv.Header, account);
        return ([.. csv.Read().Select(reader.Read).OfType<ReplayRow>()], account);
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return text[..at] + to + text[(at + from.Length)..];
    }
}
