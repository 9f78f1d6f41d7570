using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Twin.City.Duplicates;
using Twin.City.Tests.Duplicates;
using Twin.Cli.Terminal;
using Twin.Long.Stage;

namespace Twin.Long.Duplicates;

/// <summary>The search for duplicates on Chicago's complaints: rows before 2013 choose, later ones test.</summary>
internal static class DuplicateSuite
{
    private const double PromisedF1 = 0.82;

    public static Command Build() => new Command(
        "duplicates", "Marked duplicates of Chicago, found; curve of precision and recall.").As(Run);

    private static Task Run(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var rows = ChicagoRecords.Read(Repository.Shared("chicago-311-sanitation/cases.csv.gz"));
        var older = rows.Where(row => !row.IsTest).ToList();
        var (chosen, threshold) = WeightFit.Choose(older);
        TellWeights(chosen, threshold, outcome);

        var guesses = DuplicateTrial.Run(rows, chosen);
        var (train, test) = (guesses.Where(guess => !guess.IsTest), guesses.Where(guess => guess.IsTest));
        TellCurve([.. train], [.. test], outcome);
        var atOnce = DuplicateTrial.Run(rows, chosen, isAtOnce: true).Where(guess => guess.IsTest);
        var found = DuplicateTrial.ScoreOf(test, threshold);
        var plain = DuplicateTrial.Plain(rows, isTest: true);
        outcome.Add("rows", rows.Count).Add("trainRows", older.Count)
            .Add("testMarked", found.Right + found.Missed).Add("threshold", threshold)
            .Add("precision", found.Precision).Add("recall", found.Recall)
            .Add("trainF1", DuplicateTrial.ScoreOf(train, threshold).F1).Add("plainTrainF1", PlainOf(rows).F1)
            .Add("testF1", found.F1).Add("plainTestF1", plain.F1)
            .Add("testF1AtOnce", DuplicateTrial.ScoreOf(atOnce, threshold).F1);
        if (found.F1 <= PromisedF1) outcome.Fault($"F1 of the test is {found.F1:F4}; expected above {PromisedF1}.");
        if (found.F1 <= plain.F1) outcome.Fault($"The plain rule reaches {plain.F1:F4}; expected {found.F1:F4} above.");
        return Task.CompletedTask;
    }

    private static Score PlainOf(List<ChicagoRow> rows) => DuplicateTrial.Plain(rows, isTest: false);

    private static void TellWeights(DuplicateWeights chosen, double threshold, Outcome outcome)
    {
        var differ = 0;
        foreach (var band in Enum.GetValues<DuplicateBand>().Where(WeightFit.IsFitted))
        {
            var shipped = DuplicateWeights.Shipped[band];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"weight {band,-16} {chosen[band],6:F2} shipped {shipped,6:F2}"));
            differ += Math.Abs(shipped - chosen[band]) > 0.011 ? 1 : 0;
        }

        outcome.MustBe("weights that differ from the shipped ones", 0, differ);
        if (threshold != DuplicateWeights.Proposed)
        {
            outcome.Fault($"Chosen threshold {threshold}; expected the shipped {DuplicateWeights.Proposed}.");
        }
    }

    private static void TellCurve(List<Guess> train, List<Guess> test, Outcome outcome)
    {
        var curve = new JsonArray();
        Console.WriteLine("threshold  train: precision recall F1       test: precision recall F1");
        foreach (var threshold in DuplicateTrial.Thresholds)
        {
            var (older, later) = (DuplicateTrial.ScoreOf(train, threshold), DuplicateTrial.ScoreOf(test, threshold));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{threshold,9:F2}  {older.Precision,16:F4} {older.Recall:F4} {older.F1:F4}  "
                + $"{later.Precision,16:F4} {later.Recall:F4} {later.F1:F4}"));
            curve.Add(new JsonObject
            {
                ["threshold"] = threshold,
                ["trainPrecision"] = older.Precision,
                ["trainRecall"] = older.Recall,
                ["trainF1"] = older.F1,
                ["testPrecision"] = later.Precision,
                ["testRecall"] = later.Recall,
                ["testF1"] = later.F1,
            });
        }

        outcome.AddToFile("curve", curve);
    }
}
