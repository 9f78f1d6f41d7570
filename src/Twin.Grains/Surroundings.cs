using Twin.EventLog;
using Twin.Grains.Areas;

namespace Twin.Grains;

/// <summary>What a grain finds around it: the log, the city's tree, the clock and identities.</summary>
public sealed record Surroundings(IEventLog Log, CityTree Tree, TimeProvider Time, IIdSource Ids);
