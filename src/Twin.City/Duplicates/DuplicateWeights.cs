using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Tables;

namespace Twin.City.Duplicates;

/// <summary>How much each band speaks for one matter: the sum is the log of the odds.</summary>
/// <remarks>
/// The shipped ones are rows of duplicate-weights.csv: those marked FIT were fitted to records of one city before
/// 2013 (docs/decisions/0016), those marked DEF are ours.
/// </remarks>
public sealed class DuplicateWeights
{
    private static readonly DuplicateWeightRow[] Table = ReadTable();

    private readonly ImmutableArray<double> _weights;

    /// <param name="weights">One for each band, in the order of the bands.</param>
    public DuplicateWeights(ImmutableArray<double> weights)
    {
        if (weights.Length != Table.Length)
        {
            throw new ArgumentException($"Found {weights.Length} weights; expected {Table.Length}.", nameof(weights));
        }

        _weights = weights;
    }

    public static DuplicateWeights Shipped { get; } = new([.. Table.Select(row => row.Weight)]);

    /// <summary>From here on an earlier report is proposed as the original; chosen with the weights.</summary>
    public const double Proposed = 0.55;

    public double this[DuplicateBand band] => _weights[(int)band];

    public static DuplicateWeightRow RowOf(DuplicateBand band) => Table[(int)band];

    /// <summary>How likely a pair with these bands is one matter; no bands, no chance.</summary>
    public double ConfidenceOf(ImmutableArray<DuplicateBand> bands)
    {
        if (bands.IsEmpty) return 0;
        var odds = 0.0;
        foreach (var band in bands) odds += _weights[(int)band];
        return 1 / (1 + Math.Exp(-odds));
    }

    private static DuplicateWeightRow[] ReadTable()
    {
        var rows = Csv.Parse("duplicate-weights", CityTables.Text("duplicate-weights")).Rows;
        var table = new DuplicateWeightRow[Enum.GetValues<DuplicateBand>().Length];
        foreach (var row in rows)
        {
            var band = row.Word<DuplicateBand>("band");
            table[(int)band] = new DuplicateWeightRow(
                band, double.Parse(row["weight"], CultureInfo.InvariantCulture), row["zh"], row["en"], row["mark"]);
        }

        return Array.TrueForAll(table, row => row is not null)
            ? table
            : throw new FormatException("duplicate-weights: found fewer rows than bands; expected one for each.");
    }
}

/// <summary>A band with its weight and its words; empty words are not said.</summary>
/// <param name="Mark">FIT = fitted to records, DEF = our default.</param>
public sealed record DuplicateWeightRow(DuplicateBand Band, double Weight, string Zh, string En, string Mark);
