using Twin.City.Duplicates;

namespace Twin.City.Tests.Duplicates;

/// <summary>The search on 74,401 real complaints; `tests/long/run duplicates` prints the curve.</summary>
public class ChicagoTests
{
    /// <summary>What the plain rule reaches on the rows of the test.</summary>
    private const double PlainF1 = 0.82;

    [Fact]
    public void Duplicates_that_staff_marked_are_found_better_than_by_the_plain_rule()
    {
        var rows = ChicagoRecords.Read(SharedSpec.Data("chicago-311-sanitation/cases.csv.gz"));

        var guesses = DuplicateTrial.Run(rows, DuplicateWeights.Shipped);

        var test = DuplicateTrial.ScoreOf(guesses.Where(guess => guess.IsTest), DuplicateWeights.Proposed);
        Assert.True(test.F1 > PlainF1, $"F1 {test.F1}; expected above {PlainF1}.");
        Assert.True(test.F1 > DuplicateTrial.Plain(rows, isTest: true).F1);
    }

    [Fact]
    public void The_shipped_weights_are_those_that_the_rows_before_2013_choose()
    {
        var rows = ChicagoRecords.Read(SharedSpec.Data("chicago-311-sanitation/cases.csv.gz"));

        var (weights, threshold) = WeightFit.Choose([.. rows.Where(row => !row.IsTest)]);

        Assert.Equal(DuplicateWeights.Proposed, threshold);
        Assert.All(Enum.GetValues<DuplicateBand>(), band =>
            Assert.Equal(DuplicateWeights.Shipped[band], weights[band], 0.011));
    }

    [Fact]
    public void Rows_of_the_test_may_choose_nothing()
    {
        var late = new ChicagoRow(Reports.Seen("a"), ChicagoRow.FirstTestDay, null, IsMarked: true);

        Assert.Throws<ArgumentException>(() => WeightFit.Choose([late]));
    }
}
