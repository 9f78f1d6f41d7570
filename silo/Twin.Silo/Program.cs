using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Silo.Hosting;
using Twin.Silo.Options;

try
{
    var options = CommandLine.Read(args, Environment.GetEnvironmentVariable);
    await using var server = CityServer.Build(options);
    await server.StartAsync();
    Console.WriteLine(ReadyLine.Of(server));
    await server.WaitForShutdownAsync();
    return Environment.ExitCode;
}
catch (Exception fault) when (fault is OptionException or LogBrokenException or ReferenceStoreException or IOException)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
