using Twin.Benchmarks.Engine;
using Twin.Benchmarks.Log;

// One line for each suite; a suite prints lines of key=value.
return args switch
{
    ["engine"] => await EngineFiguresBench.Run(),
    ["log", .. var rest] => await LogBench.Run(rest),
    ["log-open", .. var rest] => await LogOpenBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/Twin.Benchmarks -- engine | log|log-open [folder]");
    return 2;
}
