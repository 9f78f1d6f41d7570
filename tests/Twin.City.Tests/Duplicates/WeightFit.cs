using Twin.City.Duplicates;

namespace Twin.City.Tests.Duplicates;

/// <summary>Fits the weights of the bands to rows that staff has judged: a logistic regression.</summary>
public static class WeightFit
{
    private const int Rounds = 2;
    private const int Steps = 3_000;
    private const double Rate = 2;

    /// <summary>Keeps a band that few rows have near nothing; in rows.</summary>
    private const double Restraint = 1;

    /// <summary>The weights and the highest threshold of the best F1; rows of the test are refused.</summary>
    public static (DuplicateWeights Weights, double Threshold) Choose(IReadOnlyList<ChicagoRow> rows)
    {
        if (rows.Any(row => row.IsTest)) throw new ArgumentException("Found rows of the test; expected older ones.");
        var start = Enum.GetValues<DuplicateBand>().Select(
            band => IsFitted(band) ? 0 : DuplicateWeights.RowOf(band).Weight);
        var weights = new DuplicateWeights([.. start]);
        for (var round = 0; round < Rounds; round++)
        {
            weights = Fit(weights, DuplicateTrial.Run(rows, weights));
        }

        var guesses = DuplicateTrial.Run(rows, weights);
        return (weights, DuplicateTrial.Thresholds.Reverse().MaxBy(one => DuplicateTrial.ScoreOf(guesses, one).F1));
    }

    public static bool IsFitted(DuplicateBand band) => DuplicateWeights.RowOf(band).Mark == "FIT";

    private static DuplicateWeights Fit(DuplicateWeights from, List<Guess> guesses)
    {
        // Pairs with the same bands are one: there are a few hundred kinds of them.
        var kinds = guesses.Where(guess => guess.Bands.Length > 0)
            .GroupBy(guess => string.Join(' ', guess.Bands))
            .Select(alike => (alike.First().Bands, All: alike.Count(), Marked: alike.Count(guess => guess.IsMarked)))
            .ToList();
        var bands = Enum.GetValues<DuplicateBand>();
        var weights = bands.Select(band => from[band]).ToArray();
        var rows = new double[weights.Length];
        foreach (var kind in kinds)
        {
            foreach (var band in kind.Bands) rows[(int)band] += kind.All;
        }

        for (var step = 0; step < Steps; step++)
        {
            var slopes = weights.Select(weight => -Restraint * weight).ToArray();
            foreach (var (found, all, marked) in kinds)
            {
                var odds = 0.0;
                foreach (var band in found) odds += weights[(int)band];
                var error = marked - (all / (1 + Math.Exp(-odds)));
                foreach (var band in found) slopes[(int)band] += error;
            }

            foreach (var band in bands.Where(IsFitted))
            {
                // Each band at its own pace: those that many rows have would leap otherwise.
                weights[(int)band] += Rate / (rows[(int)band] + Restraint) * slopes[(int)band] / 4;
            }
        }

        return new DuplicateWeights([.. weights.Select(weight => Math.Round(weight, 2))]);
    }
}
