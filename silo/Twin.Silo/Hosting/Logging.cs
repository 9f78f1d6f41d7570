using System.Globalization;
using Serilog;
using Serilog.Events;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>Log lines: warnings and city news on stderr, the same in a file of the data folder for a week.</summary>
/// <remarks>stdout belongs to the READY line. Ids are properties; nothing personal is ever logged.</remarks>
internal static class Logging
{
    private const int FilesKept = 7;

    public static Serilog.ILogger Open(SiloOptions options)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .WriteTo.File(
                Path.Combine(options.DataFolder, "logs", "silo-.log"),
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: FilesKept,
                shared: true);
        return (options.LogToConsole
            ? logger.WriteTo.Console(
                standardErrorFromLevel: LogEventLevel.Verbose,
                formatProvider: CultureInfo.InvariantCulture)
            : logger).CreateLogger();
    }
}
