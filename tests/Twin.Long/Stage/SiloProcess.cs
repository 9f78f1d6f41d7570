using System.Diagnostics;
using Twin.Client;

namespace Twin.Long.Stage;

/// <summary>The built server as a child process, with a data folder of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(90);
    private const int LinesKept = 40;

    private readonly string[] _arguments;
    private readonly Queue<string> _lastLines = new();
    private Process? _process;

    private SiloProcess(string[] arguments, Uri url) => (_arguments, Url) = (arguments, url);

    public Uri Url { get; }

    /// <summary>While it runs.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Makes the process; <see cref="Start"/> starts it, also again after a kill.</summary>
    public static SiloProcess Of(string dataFolder, string city = "small", params string[] more)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        string[] arguments =
        [
            Repository.Silo, "--urls", url.GetLeftPart(UriPartial.Authority), "--data", dataFolder, "--city", city,
            "--traffic", "off", .. more,
        ];
        return new SiloProcess(arguments, url);
    }

    public TwinClient Client() => TwinClient.Open(Url);

    /// <summary>Completes when the server has printed its READY line.</summary>
    public async Task<string> Start(CancellationToken cancel)
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", _arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Repository.Root,
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, null);
        process.Exited += (_, _) => ready.TrySetException(new IOException(
            $"The server ended before it was ready. Its last lines:\n{LastLines()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            return await ready.Task.WaitAsync(StartWithin, TimeProvider.System, cancel);
        }
        catch (TimeoutException late)
        {
            throw new IOException($"No READY line within {StartWithin}. Its last lines:\n{LastLines()}", late);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _process = null;
    }

    public string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines);
        }
    }

    public async ValueTask DisposeAsync() => await Kill();

    private void Hear(string? line, TaskCompletionSource<string>? ready)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }
        }

        if (line.StartsWith("READY ", StringComparison.Ordinal))
        {
            ready?.TrySetResult(line);
        }
    }
}
