using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.Geo.Import;

/// <summary>Keeps count of the rows of one source: each is imported, repaired or refused, and once only.</summary>
internal sealed class Tally(string set, string source)
{
    private readonly ImmutableArray<ImportFinding>.Builder findings = ImmutableArray.CreateBuilder<ImportFinding>();
    private long imported;
    private long repaired;
    private long refused;

    public string Set => set;

    public long Rows { get; private set; }

    public IEnumerable<ImportFinding> Findings => findings;

    public ImportSource Source => new(set, source, Rows, imported, repaired, refused);

    public SourceCounts Counts => checked(new SourceCounts((int)imported, (int)repaired, (int)refused));

    /// <summary>Begins the next row; its number.</summary>
    public long Next() => ++Rows;

    /// <summary>Imported when there is nothing to say, else repaired.</summary>
    public void Take(long row, string id, string? repair)
    {
        if (repair is null)
        {
            imported++;
            return;
        }

        repaired++;
        findings.Add(new ImportFinding(set, source, row, id, Verdict.Repaired, repair));
    }

    public void Refuse(long row, string id, string why)
    {
        refused++;
        findings.Add(new ImportFinding(set, source, row, id, Verdict.Refused, why));
    }

    public void Note(long row, string id, string why) =>
        findings.Add(new ImportFinding(set, source, row, id, Verdict.Noted, why));

    /// <summary>Every row has had its word: else we lost one ourselves.</summary>
    public void Close()
    {
        if (imported + repaired + refused != Rows)
        {
            throw new InvalidOperationException(
                $"Found {imported} + {repaired} + {refused} rows of {source}; expected {Rows}. The fault is ours.");
        }
    }
}
