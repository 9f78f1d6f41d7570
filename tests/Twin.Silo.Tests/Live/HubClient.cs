using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Live;

/// <summary>One hub connection: SignalR's JSON protocol over a WebSocket, as much as tests need.</summary>
internal sealed class HubClient : IDisposable
{
    private const byte RecordEnd = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private int _taken;

    public static async Task<HubClient> Open(Uri server, string token, CancellationToken cancel)
    {
        var hub = new HubClient();
        var url = new UriBuilder(server)
        {
            Scheme = "ws",
            Path = "/hubs/city",
            Query = $"access_token={Uri.EscapeDataString(token)}",
        };
        await hub._socket.ConnectAsync(url.Uri, cancel);
        await hub.Send("""{"protocol":"json","version":1}""", cancel);
        using var handshake = await hub.Receive(cancel);
        Assert.False(handshake!.RootElement.TryGetProperty("error", out _));
        return hub;
    }

    /// <summary>Frames of a home, until the connection ends or the caller stops.</summary>
    public IAsyncEnumerable<FrameView> Watch(string area, long? fromVersion, CancellationToken cancel) =>
        Stream<FrameView>("Watch", $"[{JsonSerializer.Serialize(area)},{fromVersion?.ToString() ?? "null"}]", cancel);

    public IAsyncEnumerable<PostFrameView> WatchPost(string post, CancellationToken cancel) =>
        Stream<PostFrameView>("WatchPost", $"[{JsonSerializer.Serialize(post)}]", cancel);

    /// <summary>Opens a stream and leaves reading its items to <see cref="Receive"/>.</summary>
    public Task Invoke(string id, string method, string arguments, CancellationToken cancel) =>
        Send($$"""{"type":4,"invocationId":"{{id}}","target":"{{method}}","arguments":{{arguments}}}""", cancel);

    /// <summary>The next message; null at the end of the connection.</summary>
    public async Task<JsonDocument?> Receive(CancellationToken cancel)
    {
        while (true)
        {
            var waiting = _received.WrittenMemory[_taken..];
            var end = waiting.Span.IndexOf(RecordEnd);
            if (end >= 0)
            {
                _taken += end + 1;
                return JsonDocument.Parse(waiting[..end]);
            }

            if (_taken > 0)
            {
                var rest = waiting.ToArray();
                _received.ResetWrittenCount();
                _received.Write(rest);
                _taken = 0;
            }

            var read = await _socket.ReceiveAsync(_received.GetMemory(16 * 1024), cancel);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _received.Advance(read.Count);
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private async IAsyncEnumerable<T> Stream<T>(
        string method, string arguments, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Invoke("1", method, arguments, cancel);
        while (await Next(cancel) is { } message)
        {
            using (message)
            {
                var type = message.RootElement.GetProperty("type").GetInt32();
                if (type == 3)
                {
                    throw new InvalidOperationException(message.RootElement.ToString());
                }

                if (type == 2)
                {
                    yield return message.RootElement.GetProperty("item").Deserialize<T>(TestCity.Json)!;
                }
            }
        }
    }

    private async Task<JsonDocument?> Next(CancellationToken cancel)
    {
        try
        {
            return await Receive(cancel);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private Task Send(string message, CancellationToken cancel) => _socket.SendAsync(
        (byte[])[.. Encoding.UTF8.GetBytes(message), RecordEnd], WebSocketMessageType.Text, true, cancel);
}
