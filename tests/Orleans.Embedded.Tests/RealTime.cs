using Orleans.Embedded.Tests.Contract;
using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests;

public sealed class Turns_on_the_thread_pool : TurnContract<ThreadPoolDriver>;

public sealed class Calls_on_the_thread_pool : CallContract<ThreadPoolDriver>;

public sealed class Lives_on_the_thread_pool : LifeContract<ThreadPoolDriver>;
