using Orleans.Embedded.Tests.Contract;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests;

public sealed class Turns_on_the_thread_pool : TurnContract<ThreadPoolDriver>;

public sealed class Calls_on_the_thread_pool : CallContract<ThreadPoolDriver>;

public sealed class Lives_on_the_thread_pool : LifeContract<ThreadPoolDriver>;

public sealed class Timers_on_the_thread_pool : TimerContract<ThreadPoolDriver>;

public sealed class Streams_on_the_thread_pool : StreamContract<ThreadPoolDriver>;

public sealed class Filters_on_the_thread_pool : FilterContract<ThreadPoolDriver>;

public sealed class Frames_on_the_thread_pool : FrameContract<ThreadPoolDriver>;

public sealed class Hosts_on_the_thread_pool : HostContract<ThreadPoolDriver>;

public sealed class Models_on_the_thread_pool : ModelContract<ThreadPoolDriver>;
