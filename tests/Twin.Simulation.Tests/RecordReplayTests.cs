using Twin.Geo;
using Twin.Geo.Import;
using Twin.Geo.Reference;
using Twin.Long.Replay;
using Twin.Long.Stage;
using Twin.Simulation.Replaying;

namespace Twin.Simulation.Tests;

/// <summary>A thousand of Boston's records in virtual time; the long suite takes all, and HTTP beside it.</summary>
public sealed class RecordReplayTests
{
    private const int Rows = 1_000;

    [Fact]
    public void The_same_records_end_twice_in_the_same_state_and_as_the_file_says()
    {
        var file = Path.Combine(Repository.Root, "../shared/data/boston-311-2011/cases.csv.gz");
        Assert.SkipUnless(File.Exists(file), "Found no ../shared/data/boston-311-2011; expected the real records.");
        using var folder = new TempFolder();
        var city = Import(folder);
        var records = Records.Open(file, Rows);
        var cases = records.CasesIn(city.Areas.Single(area => area.ParentId is null).Id);

        var first = RecordReplay.Run(city, cases, seed: 1);

        Assert.Equal(first.Hash, RecordReplay.Run(city, cases, seed: 1).Hash);
        Assert.Empty(first.Faults);
        Assert.Equal(
            (records.Account.Closed, records.Account.Open, records.Account.Late),
            (first.Closed, first.Open, first.StateOf.Values.Count(state => state.Late)));
        Assert.Equal((first.Closed, first.Open), ((int)first.Root.Closed, (int)first.Root.Open));
    }

    [Fact]
    public void Another_order_of_sending_ends_in_the_same_cases()
    {
        var file = Path.Combine(Repository.Root, "../shared/data/boston-311-2011/cases.csv.gz");
        Assert.SkipUnless(File.Exists(file), "Found no ../shared/data/boston-311-2011; expected the real records.");
        using var folder = new TempFolder();
        var city = Import(folder);
        var cases = Records.Open(file, Rows).CasesIn(city.Areas.Single(area => area.ParentId is null).Id);

        var (one, other) = (RecordReplay.Run(city, cases, seed: 1), RecordReplay.Run(city, cases, seed: 2));

        Assert.NotEqual(one.Head.Hash, other.Head.Hash);
        Assert.Equal(
            one.StateOf.OrderBy(state => state.Key, StringComparer.Ordinal),
            other.StateOf.OrderBy(state => state.Key, StringComparer.Ordinal));
    }

    /// <summary>Squares alone: footprints would take longer to read than all the records.</summary>
    private static ReferenceCity Import(TempFolder folder)
    {
        var data = folder.Of("boston");
        ReferenceImport.Run(
            new ImportRequest
            {
                Data = data,
                Grids = "squares:500m",
                Cover = new Box(-71.1810, 42.2325, -70.9949, 42.3943),
                Name = "Boston",
                Zone = "America/New_York",
            },
            null,
            TestContext.Current.CancellationToken);
        return ReferenceStore.Open(data);
    }
}
