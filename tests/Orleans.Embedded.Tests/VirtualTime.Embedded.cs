using Orleans.Embedded.Tests.Contract;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests;

public sealed class Turns_in_virtual_time : TurnContract<VirtualDriver>;

public sealed class Calls_in_virtual_time : CallContract<VirtualDriver>;

public sealed class Lives_in_virtual_time : LifeContract<VirtualDriver>;

public sealed class Timers_in_virtual_time : TimerContract<VirtualDriver>;

public sealed class Streams_in_virtual_time : StreamContract<VirtualDriver>;

public sealed class Filters_in_virtual_time : FilterContract<VirtualDriver>;

public sealed class Frames_in_virtual_time : FrameContract<VirtualDriver>;

public sealed class Hosts_in_virtual_time : HostContract<VirtualDriver>;

public sealed class Models_in_virtual_time : ModelContract<VirtualDriver>;
