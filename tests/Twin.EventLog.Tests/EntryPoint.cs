using System.Diagnostics.CodeAnalysis;
using Twin.EventLog.Tests.Logs;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Twin.EventLog.Tests;

/// <summary>Runs the tests; or, started by one of them, is the second process that writes the same log.</summary>
[ExcludeFromCodeCoverage]
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        [SecondProcess.Word, var place] => SecondProcess.Run(place),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
