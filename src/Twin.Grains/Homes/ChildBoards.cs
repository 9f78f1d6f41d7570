using System.Collections.Immutable;
using Twin.City;
using Twin.City.Boards;

namespace Twin.Grains.Homes;

/// <summary>The boards of a home's direct children and their sum.</summary>
/// <remarks>A new board replaces the old one: subtract, add. So a thousand children cost no more than ten.</remarks>
internal sealed class ChildBoards(ImmutableArray<HomeId> children)
{
    private ImmutableArray<HomeId> _all = children;
    private readonly Dictionary<HomeId, Known> _known = children.ToDictionary(child => child, _ => Known.Nothing);
    private readonly HashSet<HomeId> _changed = [];

    public ImmutableArray<HomeId> All => _all;

    public bool HasChanges => _changed.Count > 0;

    public Board Sum { get; private set; }

    /// <summary>Takes a board that the child sent; the newest version of an epoch wins.</summary>
    /// <param name="isReshaped">The map has just changed: a child that lost children has fewer facts now.</param>
    public void Put(HomeId child, string epoch, long version, Board board, bool isReshaped = false)
    {
        if (_known.TryGetValue(child, out var known)
            && (known.Epoch == epoch ? version > known.Version : isReshaped || IsNotOlder(board, known.Board)))
        {
            Replace(child, new Known(epoch, version, board));
        }
    }

    /// <summary>Takes a board that the child answered.</summary>
    public void Put(HomeId child, Board board)
    {
        if (_known.TryGetValue(child, out var known) && IsNotOlder(board, known.Board))
        {
            // Nobody knows which activation answered: what another one sends must not be older.
            var epoch = board.Facts > known.Board.Facts ? "" : known.Epoch;
            Replace(child, known with { Epoch = epoch, Board = board });
        }
    }

    /// <summary>Takes other children; who left is taken off the sum. True when new ones came.</summary>
    public bool Reshape(ImmutableArray<HomeId> now, Action<HomeId> left)
    {
        foreach (var gone in _known.Keys.Except(now).ToArray())
        {
            Sum = Sum.Subtract(_known[gone].Board);
            _known.Remove(gone);
            _changed.Remove(gone);
            left(gone);
        }

        _all = now;
        var came = false;
        foreach (var child in now)
        {
            came |= _known.TryAdd(child, Known.Nothing);
        }

        return came;
    }

    /// <summary>Children whose figures change with time and that have not told them for this minute: asleep.</summary>
    public HomeId[] Stale(long minute) =>
        [.. _all.Where(child => _known[child].Board is var board && board.AsOfMinute < minute && Ages(board))];

    /// <summary>Heat cools and limits pass without any fact.</summary>
    public static bool Ages(in Board board) => board.Open > 0 || board.HeatMicros > 0;

    public ChildBoard[] TakeChanges()
    {
        ChildBoard[] boards = [.. _changed.Select(child => new ChildBoard(child, _known[child].Board))];
        _changed.Clear();
        return boards;
    }

    /// <summary>A board only grows in facts, then in minutes; so another activation's late one is seen.</summary>
    private static bool IsNotOlder(in Board board, in Board known) =>
        (board.Facts, board.AsOfMinute).CompareTo((known.Facts, known.AsOfMinute)) >= 0
        || Mutants.Has(Mutants.RollUpStaleBoard);

    private void Replace(HomeId child, Known known)
    {
        var old = _known[child].Board;
        _known[child] = known;
        if (known.Board != old)
        {
            Sum = Sum.Subtract(old).Add(known.Board);
            _changed.Add(child);
        }
    }

    private readonly record struct Known(string Epoch, long Version, Board Board)
    {
        public static Known Nothing { get; } = new("", 0, default);
    }
}
