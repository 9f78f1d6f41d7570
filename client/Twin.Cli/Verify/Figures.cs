using Twin.City.Boards;
using Twin.Contracts;

namespace Twin.Cli.Verify;

/// <summary>The figures of a board that are compared, by their names on the wire.</summary>
internal static class Figures
{
    private static readonly (string Name, Func<BoardView, long> Live, Func<Board, long> Folded)[] All =
    [
        ("reported", board => board.Reported, board => board.Reported),
        ("open", board => board.Open, board => board.Open),
        ("unassigned", board => board.Unassigned, board => board.Unassigned),
        ("awaiting", board => board.Awaiting, board => board.Awaiting),
        ("handling", board => board.Handling, board => board.Handling),
        ("checking", board => board.Checking, board => board.Checking),
        ("closed", board => board.Closed, board => board.Closed),
        ("closedOnTime", board => board.ClosedOnTime, board => board.ClosedOnTime),
        ("closedLate", board => board.ClosedLate, board => board.ClosedLate),
        ("closedNoLimit", board => board.ClosedNoLimit, board => board.ClosedNoLimit),
        ("voided", board => board.Voided, board => board.Voided),
        ("s1", board => board.S1, board => board.S1),
        ("s2", board => board.S2, board => board.S2),
        ("s3", board => board.S3, board => board.S3),
        ("s4", board => board.S4, board => board.S4),
        ("ungraded", board => board.Ungraded, board => board.Ungraded),
        ("overdue", board => board.Overdue, board => board.Overdue),
        ("onSpot", board => board.OnSpot, board => board.OnSpot),
        ("defaultPlace", board => board.DefaultPlace, board => board.DefaultPlace),
        ("drill", board => board.Drill, board => board.Drill),
        ("heatMicros", board => board.HeatMicros, board => board.HeatMicros),
        ("facts", board => board.Facts, board => board.Facts),
        ("position", board => board.Position, board => board.Position),
    ];

    public static string[] Names { get; } = [.. All.Select(figure => figure.Name)];

    /// <summary>Compared with a tolerance in the count, which knows no drops of a division.</summary>
    public static int Heat { get; } = Array.IndexOf(Names, "heatMicros");

    public static long[] Of(BoardView board) => [.. All.Select(figure => figure.Live(board))];

    public static long[] Of(Board board) => [.. All.Select(figure => figure.Folded(board))];
}
