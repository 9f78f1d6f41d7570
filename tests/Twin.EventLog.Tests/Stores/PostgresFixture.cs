using Twin.EventLog.Postgres;
using Twin.EventLog.Tests.Stores;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Twin.EventLog.Tests.Stores;

/// <summary>One server for all tests of this assembly, started when the first one asks.</summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<PostgresServer?> _server = new(() => PostgresServer.Start(durable: false));
    private int _schemas;

    public int Port => _server.Value!.Port;

    /// <summary>A place where no log is yet; skips the test where there is no PostgreSQL.</summary>
    public PostgresPlace NewPlace()
    {
        Assert.SkipWhen(_server.Value is null, "No PostgreSQL on this machine; install its server to run this.");
        return PostgresPlace.Parse(_server.Value.Place($"city_{Interlocked.Increment(ref _schemas)}"));
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value?.Dispose();
        }
    }
}
