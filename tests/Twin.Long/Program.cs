using System.CommandLine;
using Twin.Long.Areas;
using Twin.Long.Cuts;
using Twin.Long.Duplicates;
using Twin.Long.Kill;
using Twin.Long.Lists;
using Twin.Long.Lost;
using Twin.Long.Outages;
using Twin.Long.Replay;
using Twin.Long.Simulate;
using Twin.Long.Stage;
using Twin.Long.Storm;
using Twin.Long.Watchers;

var suites = new RootCommand("Long suites against the built server; each ends with one line of key=value pairs.")
{
    AreasSuite.Build(),
    KillSuite.Build(),
    PgOutageSuite.Build(),
    CutSuite.Build(),
    WatchersSuite.Build(),
    AtLeastSuite.Build(),
    LostFactsSuite.Build(),
    BostonSuite.Build(),
    VirtualReplaySuite.Build(),
    BostonLoopSuite.Build(),
    StormSuite.Build(),
    ImportSuite.Build(),
    SimulateSuite.Build(),
    MutantSuite.Build(),
    SameHashSuite.Build(),
    DuplicateSuite.Build(),
    Storm2011Suite.Build(),
    JumpingCity.Build(),
    EchoHub.Build(),
};

return await suites.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
