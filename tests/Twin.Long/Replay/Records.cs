using Twin.Cli.Replay.Rows;
using Twin.Cli.Replay.Sending;
using Twin.Cli.Replay.Sources;
using Twin.Contracts;
using Twin.Simulation.Replaying;

namespace Twin.Long.Replay;

/// <summary>Boston's records, read once for both ways into the city.</summary>
internal sealed class Records
{
    private const string Mapping = "boston-311";

    private readonly SourceMap _map = SourceMapFile.Open(Mapping);

    private Records(string file, int most)
    {
        using var csv = CsvRows.Open(file);
        var reader = new RowReader(_map, csv.Header, Account);
        Rows = [.. csv.Read().Take(most).Select(reader.Read).OfType<ReplayRow>()];
    }

    public IReadOnlyList<ReplayRow> Rows { get; }

    public RowAccount Account { get; } = new();

    public static Records Open(string file, int most) => new(file, most);

    public CaseLife LifeIn(string root) => new(_map.System, root);

    /// <summary>The same reports and commands that <c>twin replay</c> sends.</summary>
    public IReadOnlyList<RecordedCase> CasesIn(string root)
    {
        var life = LifeIn(root);
        return [.. Rows.Select(row => new RecordedCase(
            life.KeyOf(row), life.Report(row).Report, row.Opened, row.Closed, row.Closed is null ? null : caseId =>
            {
                var lines = new List<CommandLine>(CaseLife.ClosingSteps);
                life.AddClosing(lines, row, caseId);
                return lines;
            }))];
    }
}
