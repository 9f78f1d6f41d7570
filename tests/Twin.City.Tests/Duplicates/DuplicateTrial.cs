using System.Collections.Immutable;
using Twin.City.Duplicates;

namespace Twin.City.Tests.Duplicates;

/// <summary>What the search says of one row, and whether staff marked it.</summary>
/// <param name="Confidence">Of the likeliest earlier row; 0 = none is named.</param>
public sealed record Guess(double Confidence, ImmutableArray<DuplicateBand> Bands, bool IsMarked, bool IsTest);

/// <summary>Precision, recall and their harmonic mean over rows.</summary>
public sealed record Score(long Right, long Wrong, long Missed)
{
    public double Precision => Right == 0 ? 0 : (double)Right / (Right + Wrong);

    public double Recall => Right == 0 ? 0 : (double)Right / (Right + Missed);

    public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2.0 * Right) + Wrong + Missed);
}

/// <summary>Sends real complaints through the search as they came, and counts.</summary>
public static class DuplicateTrial
{
    public static ImmutableArray<double> Thresholds { get; } =
        [.. Enumerable.Range(1, 19).Select(step => Math.Round(step * 0.05, 2))];

    /// <summary>A guess for each row, in order.</summary>
    /// <param name="isAtOnce">Judge when the report comes, before it is known what else ended that day; else at the
    /// end of its day. Records know days only.</param>
    public static List<Guess> Run(IEnumerable<ChicagoRow> rows, DuplicateWeights weights, bool isAtOnce = false)
    {
        var index = new DuplicateIndex(DuplicateBands.Longest, weights);
        var guesses = new List<Guess>();
        foreach (var row in rows)
        {
            var asOf = isAtOnce ? ChicagoRecords.StartOf(row.Day) : ChicagoRecords.EndOf(row.Day);
            guesses.Add(index.Find(row.Seen, asOf, 0) is [var best, ..]
                ? new Guess(best.Confidence, best.Bands, row.IsMarked, row.IsTest)
                : new Guess(0, [], row.IsMarked, row.IsTest));
            index.Add(row.Seen);
        }

        return guesses;
    }

    public static Score ScoreOf(IEnumerable<Guess> guesses, double threshold)
    {
        long right = 0, wrong = 0, missed = 0;
        foreach (var guess in guesses)
        {
            var isNamed = guess.Confidence >= threshold;
            right += isNamed && guess.IsMarked ? 1 : 0;
            wrong += isNamed && !guess.IsMarked ? 1 : 0;
            missed += !isNamed && guess.IsMarked ? 1 : 0;
        }

        return new Score(right, wrong, missed);
    }

    /// <summary>The plain rule: same address, an earlier one open, at most three days.</summary>
    public static Score Plain(IEnumerable<ChicagoRow> rows, bool isTest)
    {
        const int Days = 3;
        var earlier = new Dictionary<string, List<ChicagoRow>>(StringComparer.Ordinal);
        var guesses = new List<Guess>();
        foreach (var row in rows)
        {
            var address = row.Seen.Building?.Value ?? "";
            if (!earlier.TryGetValue(address, out var there)) earlier.Add(address, there = []);
            var isNamed = there.Any(one => row.Day.DayNumber - one.Day.DayNumber <= Days
                && (one.EndedOn is not { } ended || ended >= row.Day));
            guesses.Add(new Guess(isNamed ? 1 : 0, [], row.IsMarked, row.IsTest));
            there.Add(row);
        }

        return ScoreOf(guesses.Where(guess => guess.IsTest == isTest), 1);
    }
}
