using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Twin.Long.Stage;

/// <summary>Round trips to the empty hub, with as many connections and messages as the city's screens have.</summary>
/// <param name="bytes">Length of an answer.</param>
internal sealed class EchoRun(int lines, double perSecond, TimeProvider time, int bytes = 0) : IAsyncDisposable
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
        _server = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Repository.SuitesIn(Repository.Configuration), "echo-hub", "--urls",
                url.GetLeftPart(UriPartial.Authority), "--bytes", bytes.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_gcServer"] = "1" },
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
                answer => _roundTrips.Add(
                    time.GetElapsedTime(answer.GetProperty("number").GetInt64()).TotalMilliseconds),
                _stop.Token));
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
