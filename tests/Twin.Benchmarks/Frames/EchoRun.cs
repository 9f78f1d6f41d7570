using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Twin.Long.Stage;

namespace Twin.Benchmarks.Frames;

/// <summary>Round trips to the empty hub, with as many connections and messages as the city's screens have.</summary>
internal sealed class EchoRun(int lines, double perSecond, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentBag<double> _roundTrips = [];
    private readonly List<HubLine> _lines = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _reading = [];
    private Process? _server;

    /// <summary>Milliseconds there and back, in rising order.</summary>
    public double[] RoundTrips => [.. _roundTrips.Order()];

    public async Task Start(CancellationToken cancel)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var program = typeof(EchoRun).Assembly.Location;
        _server = Process.Start(new ProcessStartInfo(
            "dotnet", [program, "echo-hub", "--urls", url.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
        })!;
        var ready = await _server.StandardOutput.ReadLineAsync(cancel);
        if (ready?.StartsWith("READY", StringComparison.Ordinal) != true)
        {
            throw new IOException($"The echo hub did not start; it said: {ready}");
        }

        for (var i = 0; i < lines; i++)
        {
            var line = await HubLine.Open(url, EchoHub.Path, token: null, cancel);
            _lines.Add(line);
            _reading.Add(line.Read(
                sent => _roundTrips.Add(time.GetElapsedTime(sent.GetInt64()).TotalMilliseconds), _stop.Token));
        }
    }

    public async Task Run(TimeSpan atLeast, bool isCounted, CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        for (var sent = 0; time.GetElapsedTime(begun) < atLeast; sent++)
        {
            var early = TimeSpan.FromSeconds(sent / perSecond) - time.GetElapsedTime(begun);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, time, cancel);
            }

            var now = time.GetTimestamp().ToString(CultureInfo.InvariantCulture);
            await _lines[sent % lines].Send(
                $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Echo\",\"arguments\":[{now}]}}", cancel);
        }

        if (!isCounted)
        {
            _roundTrips.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _lines.ForEach(line => line.Dispose());
        if (_server is { } server)
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
            server.Dispose();
        }

        _stop.Dispose();
    }
}
