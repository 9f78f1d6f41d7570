using System.Text;
using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.Simulation;

/// <summary>Which cells of stage × command the runs have met, of the whole table.</summary>
/// <remarks>
/// A cell counts where a command led to a fact in that stage, or was refused while the case stood there before and
/// after. Reported, Filed and Reopened are passed within one commit: only the System's own step meets them.
/// </remarks>
public sealed class Coverage
{
    private static readonly (CaseStage Stage, string Command)[] Passing =
    [
        (CaseStage.Reported, "OpenReview"), (CaseStage.Filed, "OpenDispatch"), (CaseStage.Reopened, "Reassign"),
    ];

    private readonly HashSet<(string Stage, string Command)> _met;

    private Coverage(HashSet<(string Stage, string Command)> met)
    {
        _met = met;
        Met = Cells().Count(_met.Contains);
        All = Cells().Count();
    }

    public int Met { get; }

    public int All { get; }

    internal static Coverage Of(IEnumerable<(string Stage, string Command)> met) => new([.. met]);

    /// <summary>A line for each stage: how many commands it met, and those not.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        foreach (var stage in Cells().GroupBy(cell => cell.Stage))
        {
            var missed = stage.Where(cell => !_met.Contains(cell)).Select(cell => cell.Command).ToList();
            text.Append(stage.Key).Append(": ").Append(stage.Count() - missed.Count).Append('/').Append(stage.Count())
                .AppendJoin("", missed.Select(word => $" -{word}")).AppendLine();
        }

        return text.ToString().TrimEnd();
    }

    private static IEnumerable<(string Stage, string Command)> Cells() => Enum.GetValues<CaseStage>()
        .SelectMany(stage => CityTables.Commands.Select(row => (Stage: stage, row.Command)))
        .Where(cell => Passing.All(one => one.Stage != cell.Stage) || Passing.Contains(cell))
        .Select(cell => (cell.Stage.ToString(), cell.Command));
}
