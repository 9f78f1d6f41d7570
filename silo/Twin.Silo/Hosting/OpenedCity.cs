using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.EventLog.Postgres;
using Twin.EventLog.Readings;
using Twin.EventLog.Sqlite;
using Twin.EventLog.Vault;
using Twin.Geo.Demo;
using Twin.Geo.Reference;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Options;

namespace Twin.Silo.Hosting;

/// <summary>What lies in the data folder, opened before anything else.</summary>
internal sealed record OpenedCity(
    ReferenceCity Reference, IEventLog Log, IVault Vault, Secret Secret, IAccountStore Accounts, IReadingStore Readings)
    : IAsyncDisposable
{
    /// <summary>The demo city of every installation is the same one.</summary>
    private const int DemoSeed = 20_260_301;

    public static OpenedCity Open(SiloOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Directory.CreateDirectory(options.DataFolder);
        var reference = Task.Run(() => OpenReference(options));
        var secret = Secret.Open(Path.Combine(options.DataFolder, "keys"));
        var (log, vault) = Store(options, time, loggers);
        var city = MapImport
            .Begin(reference.GetAwaiter().GetResult(), options.CityFolder, log, CancellationToken.None)
            .GetAwaiter().GetResult();
        return new OpenedCity(
            city,
            log,
            vault,
            secret,
            options.Log == LogStore.Memory
                ? new MemoryAccounts()
                : SqliteAccounts.Open(Path.Combine(options.DataFolder, "accounts.db")),
            OpenReadings(options).AsTask().GetAwaiter().GetResult());
    }

    public async ValueTask DisposeAsync()
    {
        await Readings.DisposeAsync();
        await Log.DisposeAsync();
        await Vault.DisposeAsync();
        Accounts.Dispose();
    }

    /// <summary>A demo city is made once for its data folder: facts that lie there name its ids.</summary>
    private static ReferenceCity OpenReference(SiloOptions options)
    {
        if (!options.IsDemoCity)
        {
            return ReferenceStore.Open(options.City);
        }

        if (ReferenceStore.Exists(options.DataFolder))
        {
            return ReferenceStore.Open(options.DataFolder);
        }

        var made = DemoCity.Generate(options.City == "zhuji" ? DemoSize.Zhuji : DemoSize.Small, DemoSeed);
        ReferenceStore.Save(options.DataFolder, made.Parts);
        return made;
    }

    private static ValueTask<IReadingStore> OpenReadings(SiloOptions options) => options switch
    {
        { Log: LogStore.Memory } => ReadingPlaces.OpenMemory(),
        { LogPlace: { } place } => ReadingPlaces.OpenPostgres(place, new PostgresLogOptions()),
        _ => ReadingPlaces.OpenSqlite(options.DataFolder),
    };

    private static (IEventLog Log, IVault Vault) Store(SiloOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        if (options.Log == LogStore.Memory)
        {
            return (MemoryEventLog.Create(time), MemoryVault.Create());
        }

        IEventLog log = options.LogPlace is { } place
            ? PostgresEventLog.Open(
                place,
                new PostgresLogOptions { HeadFile = Path.Combine(options.DataFolder, "postgres") },
                time,
                loggers.CreateLogger<PostgresEventLog>())
            : SqliteEventLog.Open(
                Path.Combine(options.DataFolder, "log.db"),
                new SqliteLogOptions(),
                time,
                loggers.CreateLogger<SqliteEventLog>());
        var vault = SqliteVault.Open(
            Path.Combine(options.DataFolder, "vault.db"),
            Path.Combine(options.DataFolder, "keys", "vault.key"),
            time,
            loggers.CreateLogger<SqliteVault>());
        return (log, vault);
    }
}
