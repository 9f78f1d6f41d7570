using Twin.Cli.Terminal;
using Twin.City.Boards;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>What the city answers at one position of its log: the figures of every home.</summary>
/// <param name="Homes">Figures in the order of <see cref="Figures.Names"/>, and the minute they are true for.</param>
internal sealed record LiveBoards(long Position, IReadOnlyDictionary<string, LiveBoard> Homes)
{
    private const int TriesMax = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Asks until the boards and the end of the log are at one position.</summary>
    public static async Task<LiveBoards> Ask(TwinClient city, TimeProvider time, CancellationToken cancel)
    {
        for (var turn = 1; ; turn++)
        {
            try
            {
                var head = (await city.Ready(cancel)).Position;
                var answer = await city.Boards(head, cancel);
                if (answer.Head >= head)
                {
                    return new LiveBoards(answer.Head, answer.Boards.ToDictionary(
                        board => board.Id, board => new LiveBoard(MinuteOf(board.Board), Figures.Of(board.Board))));
                }
            }
            catch (TwinRefusedException later) when (later.Problem.Status is 503 or 429 && turn < TriesMax)
            {
                // Facts keep arriving faster than the boards follow: ask again.
            }

            if (turn == TriesMax)
            {
                throw new InputException(
                    $"Asked {TriesMax} times, and facts kept arriving; expected a moment of rest. Stop the traffic.");
            }

            await Task.Delay(Pause, time, cancel);
        }
    }

    private static long MinuteOf(BoardView board) => CanonicalMinute.Of(board.AsOf);
}

/// <param name="Minute">Whole minutes since 1970 that overdue and heat are true for.</param>
internal sealed record LiveBoard(long Minute, long[] Figures);
