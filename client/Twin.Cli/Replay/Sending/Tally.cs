using Twin.Cli.Replay.Rows;
using Twin.Contracts;

namespace Twin.Cli.Replay.Sending;

/// <summary>What the city answered, counted; its own voice, to be held against the file and the boards.</summary>
internal sealed class Tally
{
    private readonly Lock _turn = new();
    private readonly Dictionary<Lateness, long> _closedNew = [];
    private readonly List<OddRow> _refused = [];
    private readonly long _headBefore;

    /// <param name="headBefore">The log's end before the first line: what lies behind it is new.</param>
    public Tally(long headBefore) => _headBefore = Position = headBefore;

    /// <summary>Rows whose report the city holds.</summary>
    public long Reported { get; private set; }

    /// <summary>Of these: stored in this run.</summary>
    public long ReportedNew { get; private set; }

    public long DefaultPlaceNew { get; private set; }

    /// <summary>Rows whose case is closed now.</summary>
    public long Closed { get; private set; }

    public long ClosedNew { get; private set; }

    public long Position { get; private set; }

    /// <summary>Rows that the city refused, each with its sentence.</summary>
    public IReadOnlyList<OddRow> Refused => _refused;

    public long ClosedNewAs(Lateness lateness) => _closedNew.GetValueOrDefault(lateness);

    public void Report(ReplayRow row, ReportLineAnswer line)
    {
        lock (_turn)
        {
            if (line.Answer is not { } answer)
            {
                Refuse(row, "Report", line.Status, line.Problem);
                return;
            }

            Reported++;
            Position = Math.Max(Position, answer.Position);
            if (answer.Position > _headBefore)
            {
                ReportedNew++;
                DefaultPlaceNew += row.DefaultPlace ? 1 : 0;
            }
        }
    }

    /// <summary>The answers to one row's closing; the last one says where the case stands.</summary>
    public void Close(ReplayRow row, ReadOnlySpan<CommandLineAnswer> lines, ReadOnlySpan<CommandLine> asked)
    {
        lock (_turn)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Answer is null)
                {
                    Refuse(row, asked[i].Command, lines[i].Status, lines[i].Problem);
                    return;
                }
            }

            var last = lines[^1].Answer!;
            Position = Math.Max(Position, last.Position);
            if (last.Stage != "Closed")
            {
                _refused.Add(new OddRow(Oddity.StateUnknown, row.Id, row.Line, $"closing led to stage {last.Stage}"));
                return;
            }

            Closed++;
            if (last.Position > _headBefore)
            {
                ClosedNew++;
                _closedNew[row.Lateness] = _closedNew.GetValueOrDefault(row.Lateness) + 1;
            }
        }
    }

    private void Refuse(ReplayRow row, string step, int status, ProblemView? problem) => _refused.Add(new OddRow(
        Oddity.StateUnknown, row.Id, row.Line, $"{step} answered {status} {problem?.Code}: {problem?.Detail}"));
}
