using Orleans;
using Twin.City;
using Twin.City.Boards;

namespace Twin.Grains.Areas;

/// <summary>A city, district, street or community, alive. Key: its id.</summary>
public interface IAreaGrain : IGrainWithStringKey, IWatched
{
    /// <summary>A child's whole board; the parent replaces the old one. Newest version of an epoch wins.</summary>
    Task Put(HomeId child, string epoch, long version, Board board);

    /// <summary>Wakes what sleeps under it, down to the grids, and answers the board with all in it.</summary>
    /// <remarks>Asked once after waking; later the children tell by themselves, and it answers at once.</remarks>
    [ResponseTimeout("00:05:00")]
    Task<Board> Gather(CancellationToken cancel = default);
}
