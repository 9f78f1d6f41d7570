using Orleans;
using Twin.City;
using Twin.City.Boards;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Live boards that are true up to a position that the asker names.</summary>
/// <remarks>
/// A board's Facts is the sum of the feed cursors below it, and no cursor is beyond its feed. So when it equals the
/// number of facts that the list has counted for the same homes, and the log has not grown meanwhile, the board holds
/// exactly the facts up to that position.
/// </remarks>
internal sealed class Boards(
    IGrainFactory grains, CityTree tree, IEventLog log, CaseList list, TimeProvider time)
{
    /// <summary>How long an answer may wait for boards to follow; longer than a lost hint lives.</summary>
    public static readonly TimeSpan WaitAtMost = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(40);

    /// <summary>Board and children of one home; null when it did not follow in time.</summary>
    public async Task<Frame?> Of(HomeId home, long atLeast, CancellationToken cancel)
    {
        var watched = tree.Watched(grains, home);
        var wanted = await Wanted(atLeast, look => look.FactsOf(home), cancel);
        var started = time.GetTimestamp();
        while (wanted is not null)
        {
            var frame = await watched.NextFrame(null, 0, cancel);
            if (frame.Board is { } board && board.Facts >= wanted.Value)
            {
                return frame;
            }

            if (time.GetElapsedTime(started) > WaitAtMost)
            {
                break;
            }

            await Task.Delay(LookEvery, time, cancel);
        }

        return null;
    }

    /// <summary>All boards as they are; each is true for itself.</summary>
    public async Task<BoardsView> All()
    {
        HomeId[] homes = [.. tree.Book.All];
        return View(log.Head.Position, homes, await Read(homes));
    }

    /// <summary>All boards at one and the same moment of the log; null when it did not rest long enough.</summary>
    public async Task<BoardsView?> All(long atLeast, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) <= WaitAtMost)
        {
            var head = log.Head.Position;
            if (!await list.Reach(Math.Max(head, atLeast), WaitAtMost, cancel))
            {
                return null;
            }

            HomeId[] homes = [.. tree.Book.All];
            var (position, wanted) = list.Look(look => (look.Position, Facts(look, homes)));
            var boards = await Read(homes);
            if (log.Head.Position == position && boards.Zip(wanted).All(pair => pair.First.Facts == pair.Second))
            {
                return View(position, homes, boards);
            }

            await Task.Delay(LookEvery, time, cancel);
        }

        return null;
    }

    private Task<Board[]> Read(HomeId[] homes) =>
        Task.WhenAll(homes.Select(home => tree.Watched(grains, home).Board()));

    private static BoardsView View(long position, HomeId[] homes, Board[] boards) => new(
        position, [.. boards.Select((board, at) => new ChildBoardView(homes[at].Value, ViewOf.Board(board)))]);

    private static long[] Facts(Look look, HomeId[] homes)
    {
        var facts = new long[homes.Length];
        for (var at = 0; at < facts.Length; at++)
        {
            facts[at] = look.FactsOf(homes[at]);
        }

        return facts;
    }

    private async Task<long?> Wanted(long atLeast, Func<Look, long> question, CancellationToken cancel) =>
        await list.Reach(atLeast, WaitAtMost, cancel) ? list.Look(question) : null;
}
