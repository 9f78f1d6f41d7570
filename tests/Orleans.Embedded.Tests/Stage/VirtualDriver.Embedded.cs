using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Engine;
using Orleans.Embedded.Engine.Virtual;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>The embedded engine on one thread, in an order that a seed draws; tests call it as guests.</summary>
public sealed class VirtualDriver : IDriver
{
    public Task<TestHost> Start(HostSettings settings) => ThreadPoolDriver.Start(settings, static services =>
    {
        services.AddSingleton<VirtualThread>();
        services.AddSingleton<TurnRunner>(static host => new VirtualRunner(
            host.GetRequiredService<VirtualThread>().Realm, host.GetRequiredService<TimeProvider>()));
    });

    /// <summary>The thread of a virtual world; it ends with the host.</summary>
    private sealed class VirtualThread : IDisposable
    {
        private readonly TaskCompletionSource<Realm> _realm = new();
        private readonly Thread _thread;
        private volatile bool _ended;

        public VirtualThread()
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "virtual world" };
            _thread.Start();
            Realm = _realm.Task.GetAwaiter().GetResult();
        }

        public Realm Realm { get; }

        public void Dispose()
        {
            _ended = true;
            Realm.World.Knock();
            if (Thread.CurrentThread != _thread)
            {
                _thread.Join();
            }
        }

        private void Run()
        {
            var world = new VirtualWorld(seed: 7, DateTimeOffset.UnixEpoch);
            _realm.SetResult(new Realm(world));
            while (!_ended)
            {
                while (world.RunOne())
                {
                }

                world.AwaitGuests();
            }
        }
    }
}
