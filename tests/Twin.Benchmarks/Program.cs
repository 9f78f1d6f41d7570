using System.CommandLine;
using Twin.Benchmarks.Engine;
using Twin.Benchmarks.Frames;
using Twin.Benchmarks.Ground;
using Twin.Benchmarks.Log;
using Twin.Benchmarks.Peer;

var suites = new RootCommand("Benchmarks: each prints the machine, its runs, and ends with one line of key=value.")
{
    EngineBench.Build(),
    FramesBench.Build(),
    PeerBench.Build(),
    ReportBench.Build(),
    PointInGridBench.Build(),
    LogBench.Build(),
    LogOpenBench.Build(),
    LoopBench.Build(),
    MetricBench.Build(),
};

return await suites.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
