using System.Net;
using System.Net.Sockets;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams.Filtering;
using Twin.Grains;
using SiloOptions = Twin.Silo.Options.SiloOptions;

namespace Twin.Silo.Hosting;

/// <summary>The wiring of Engine=Orleans: one silo that listens on two free ports of the loopback.</summary>
internal static class Engine
{
    public const string Name = "Orleans";

    /// <summary>As the embedded engine has it; Orleans' own default is no bound.</summary>
    private const int MailboxMax = 1_000;

    public static void AddEngine(this WebApplicationBuilder builder, SiloOptions options) =>
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, "twin", $"twin-{siloPort}");
            silo.AddMemoryStreams(CityStreams.Provider);
            silo.AddMemoryGrainStorage("PubSubStore");
            if (options.DropFirst || options.DropLast)
            {
                silo.Services.AddSingleton(new LostHints(options.DropFirst, options.DropLast));
                silo.AddStreamFilter<LossFilter>(CityStreams.Provider);
            }

            silo.Configure<SiloMessagingOptions>(static messages => messages.MaxEnqueuedRequestsHardLimit = MailboxMax);
            silo.Services.AddSerializer(static serializer => serializer.AddRecordsOf(nameof(Twin)));
            silo.Services.AddSingleton<IEngineGauge, Gauge>();
        });

    private static (int Silo, int Gateway) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }

    private sealed class LossFilter(LostHints hints) : IStreamFilter
    {
        public bool ShouldDeliver(StreamId streamId, object item, string? filterData) => !hints.Drops(streamId, item);
    }

    private sealed class Gauge(IGrainFactory grains, TimeProvider time) : IEngineGauge
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

        public async ValueTask<long> Activations(CancellationToken cancel)
        {
            var counts = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics()
                .WaitAsync(Patience, time, cancel);
            return counts.Where(static one => one.GrainType.StartsWith($"{nameof(Twin)}.", StringComparison.Ordinal))
                .Sum(static one => (long)one.ActivationCount);
        }
    }
}
