using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sources;
using Twin.Cli.Terminal;

namespace Twin.Cli.Tests.Replay;

/// <summary>Every row of the real records is accounted for, against figures that were counted apart.</summary>
public class RealRecordsTests
{
    [Fact]
    public void Boston_adds_up()
    {
        var account = Account("boston-311-2011/cases.csv.gz", "boston-311");

        Assert.Equal((58_251, 58_251, 0), (account.Rows, account.Usable, account.NotUsable));
        Assert.Equal((54_570, 3_681), (account.Closed, account.Open));
        Assert.Equal((46_340, 8_230), (account.OnTime, account.Late));
        Assert.Equal((35_591, 10_749), (account.Of(Lateness.ByTarget), account.Of(Lateness.NoTarget)));
        Assert.Equal(8_073, account.Of(Lateness.Late, SourceVerdict.Agrees));
        Assert.Equal(157, account.Of(Lateness.Late, SourceVerdict.Empty));
        Assert.Equal(157, account.Named.Count(odd => odd.What == Oddity.VerdictEmpty));
        Assert.Equal(0, account.Of(Oddity.VerdictDiffers));
        Assert.Equal(4_775, account.DefaultPlaces);
    }

    [Fact]
    public void Boston_names_its_odd_rows()
    {
        var account = Account("boston-311-2011/cases.csv.gz", "boston-311");

        Assert.Equal(["101000304444", "101000304447", "101000304470"], Ids(account, Oddity.DueBeforeOpened));
        Assert.Equal(["101000350986", "101000350987", "101000350989"], Ids(account, Oddity.OpenedAmbiguous));
        Assert.Equal(["101000350980"], Ids(account, Oddity.ClosedAmbiguous));
        Assert.Contains("101000296134", Ids(account, Oddity.VerdictEmpty));
    }

    [Theory]
    [InlineData("nyc-311-samples/cases_2025-06-10_to_12.csv.gz", "nyc-311-api", 1_091, 291, 9, 6)]
    [InlineData("nyc-311-samples/cases_2022-05-01_hour.csv.gz", "nyc-311-download", 924, 480, 11, 0)]
    public void New_York_adds_up_in_both_spellings(
        string file, string map, long rows, long closed, long placeless, long openYetClosed)
    {
        var account = Account(file, map);

        Assert.Equal((rows, rows), (account.Rows, account.Usable));
        Assert.Equal(closed, account.Closed);
        Assert.Equal(placeless, account.Of(Oddity.PlaceMissing));
        Assert.Equal(openYetClosed, account.Of(Oddity.OpenYetClosed));
    }

    [Fact]
    public void Chicago_names_the_numbers_that_come_again()
    {
        var account = Account("chicago-311-sanitation/cases.csv.gz", "chicago-311-sanitation");

        Assert.Equal((74_401, 74_026, 375), (account.Rows, account.Usable, account.NotUsable));
        Assert.Equal(375, account.Of(Oddity.IdAgain));
        Assert.Equal(24, account.Of(Oddity.PlaceMissing));
    }

    private static string[] Ids(RowAccount account, Oddity what) =>
        [.. account.Named.Where(odd => odd.What == what).Select(odd => odd.Id)];

    private static RowAccount Account(string file, string map)
    {
        var path = SharedRecords.Find(file);
        var account = new RowAccount();
        using var csv = CsvRows.Open(path);
        var reader = new RowReader(SourceMapFile.Open(map), csv.Header, account);
        long understood = csv.Read().Count(row => reader.Read(row) is not null);
        Assert.Equal(understood, account.Usable);
        var outcome = new Outcome();
        account.Tell(outcome);
        Assert.Empty(outcome.Faults);
        return account;
    }
}
