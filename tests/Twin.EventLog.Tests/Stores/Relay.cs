using System.Net;
using System.Net.Sockets;

namespace Twin.EventLog.Tests.Stores;

/// <summary>A line to a server that can lose an answer: what was asked arrives, and nobody hears of it.</summary>
public sealed class Relay : IDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly int _server;
    private int _toLose;

    public Relay(int server)
    {
        _server = server;
        _door.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>The next answer of the server is dropped and its connection ends.</summary>
    public void LoseNextAnswer() => Volatile.Write(ref _toLose, 1);

    public void Dispose()
    {
        _closing.Cancel();
        _door.Stop();
        _closing.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Carry(await _door.AcceptTcpClientAsync(_closing.Token));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        await far.ConnectAsync(IPAddress.Loopback, _server);
        await Task.WhenAny(
            Copy(near.GetStream(), far.GetStream(), isAnswer: false),
            Copy(far.GetStream(), near.GetStream(), isAnswer: true));
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool isAnswer)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(bytes, _closing.Token) is > 0 and var read)
            {
                if (isAnswer && Interlocked.Exchange(ref _toLose, 0) == 1)
                {
                    return;
                }

                await to.WriteAsync(bytes.AsMemory(0, read), _closing.Token);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone, so the line is.
        }
    }
}
