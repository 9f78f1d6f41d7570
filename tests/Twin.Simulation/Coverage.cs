using System.Text;
using Twin.City.Cases;

namespace Twin.Simulation;

/// <summary>Which cells of stage × command the runs have met, of those that today's commands can reach.</summary>
/// <remarks>
/// A cell counts where a command led to a fact in that stage, or was refused while its giver had last heard of that
/// stage. Reported and Filed are passed within one commit, so only the System meets them.
/// </remarks>
public sealed class Coverage
{
    private static readonly string[] Given =
        ["File", "Dispatch", "Offer", "Accept", "Arrive", "Handle", "PassCheck", "Close", "Void"];

    private static readonly CaseStage[] Stages =
    [
        CaseStage.Absent, CaseStage.UnderReview, CaseStage.Dispatching, CaseStage.AwaitAccept, CaseStage.Handling,
        CaseStage.Handled, CaseStage.Checking, CaseStage.Closed, CaseStage.Voided,
    ];

    private static readonly (CaseStage Stage, string Command)[] Others =
    [
        (CaseStage.Absent, "Report"), (CaseStage.Absent, "HandleOnSpot"), (CaseStage.Reported, "OpenReview"),
        (CaseStage.Filed, "OpenDispatch"), (CaseStage.Handled, "OpenCheck"),
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

    /// <summary>A line for each stage: the commands met in it, and those not.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        foreach (var stage in Cells().GroupBy(cell => cell.Stage))
        {
            var words = stage.Select(cell => _met.Contains(cell) ? cell.Command : $"-{cell.Command}");
            text.Append(stage.Key).Append(": ").AppendJoin(' ', words).AppendLine();
        }

        return text.ToString().TrimEnd();
    }

    private static IEnumerable<(string Stage, string Command)> Cells() =>
        from cell in Stages.SelectMany(stage => Given.Select(command => (Stage: stage, Command: command)))
            .Concat(Others)
        select (cell.Stage.ToString(), cell.Command);
}
