using Twin.EventLog;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Waits for the list to be as young as an asker wants it.</summary>
internal static class Reached
{
    /// <summary>Longest wait; beyond it the asker comes again.</summary>
    public static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(5);

    /// <exception cref="ProblemException">The list did not follow in time.</exception>
    public static async ValueTask Must(CaseList list, long position, CancellationToken cancel)
    {
        if (!await list.Reach(position, WaitAtMost, cancel))
        {
            throw new ProblemException(Behind(list.Position, position));
        }
    }

    /// <exception cref="ProblemException">No answer can have given this position.</exception>
    public static long Position(long? atLeast, IEventLog log)
    {
        var head = log.Head.Position;
        return atLeast is not { } position || position <= head
            ? atLeast ?? 0
            : throw new ProblemException(Problem.Field(
                "atLeast",
                position.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new Say($"a log position that an answer gave, at most {head}", $"先前答复中的位置，不大于 {head}")));
    }

    public static Contracts.ProblemView Behind(long found, long expected) => Problem.Of(
        StatusCodes.Status503ServiceUnavailable,
        "Behind",
        new Say(
            $"Found the answer true up to {found}; expected {expected}. Ask again after Retry-After.",
            $"数据更新到 {found}，还未到 {expected}。请稍后再查。"));
}
