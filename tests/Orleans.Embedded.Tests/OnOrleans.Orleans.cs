using Orleans.Embedded.Tests.Contract;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests;

public sealed class Turns_on_Orleans : TurnContract<OrleansDriver>;

public sealed class Calls_on_Orleans : CallContract<OrleansDriver>;

public sealed class Lives_on_Orleans : LifeContract<OrleansDriver>;

public sealed class Timers_on_Orleans : TimerContract<OrleansDriver>;

public sealed class Streams_on_Orleans : StreamContract<OrleansDriver>;

public sealed class Filters_on_Orleans : FilterContract<OrleansDriver>;

public sealed class Frames_on_Orleans : FrameContract<OrleansDriver>;

public sealed class Hosts_on_Orleans : HostContract<OrleansDriver>;

public sealed class Models_on_Orleans : ModelContract<OrleansDriver>;
