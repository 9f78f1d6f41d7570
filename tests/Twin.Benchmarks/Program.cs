using Twin.Benchmarks.Log;

// One line for each suite; a suite prints lines of key=value.
return args switch
{
    ["log", .. var rest] => await LogBench.Run(rest),
    ["log-open", .. var rest] => await LogOpenBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Twin.Benchmarks -- log|log-open [folder]");
    return 2;
}
