using Orleans;

namespace Twin.Grains.Grids;

/// <summary>One grid (网格), alive. Key: its id. Watched through <see cref="IWatched"/>, same activation.</summary>
public interface IGridGrain : IGrainWithStringKey, IWatched;
