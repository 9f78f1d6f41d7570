using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Twin.Benchmarks.Frames;

/// <summary>The hubs' JSON protocol over a bare WebSocket: a client that costs little beside the server.</summary>
internal sealed class HubLine : IDisposable
{
    private const byte RecordEnd = 0x1E;
    private const int StreamItem = 2;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _pending = new();

    public static async Task<HubLine> Open(Uri server, string path, string? token, CancellationToken cancel)
    {
        var line = new HubLine();
        var url = new UriBuilder(server)
        {
            Scheme = "ws",
            Path = path,
            Query = token is null ? "" : $"access_token={Uri.EscapeDataString(token)}",
        };
        await line._socket.ConnectAsync(url.Uri, cancel);
        await line.Send("{\"protocol\":\"json\",\"version\":1}", cancel);
        return line;
    }

    public ValueTask Send(string record, CancellationToken cancel)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(record), RecordEnd];
        return _socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);
    }

    /// <summary>Hands on the items of a stream and the results of calls, until cancelled.</summary>
    public async Task Read(Action<JsonElement> take, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(_pending.GetMemory(16 * 1024), cancel);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    throw new IOException("The server closed a hub connection.");
                }

                _pending.Advance(got.Count);
                await TakeRecords(take, cancel);
            }
        }
        catch (Exception over) when (cancel.IsCancellationRequested
            && over is OperationCanceledException or WebSocketException)
        {
            // Told to stop.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask TakeRecords(Action<JsonElement> take, CancellationToken cancel)
    {
        var taken = 0;
        while (_pending.WrittenSpan[taken..].IndexOf(RecordEnd) is var length and >= 0)
        {
            using var message = JsonDocument.Parse(_pending.WrittenMemory.Slice(taken, length));
            taken += length + 1;
            switch (message.RootElement.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
            {
                case StreamItem:
                    take(message.RootElement.GetProperty("item"));
                    break;
                case Completion when message.RootElement.TryGetProperty("result", out var result):
                    take(result);
                    break;
                case Completion or Close:
                    throw new InvalidDataException($"The hub ended a connection: {message.RootElement}");
                case Ping:
                    await Send("{\"type\":6}", cancel);
                    break;
            }
        }

        if (taken > 0)
        {
            var rest = _pending.WrittenSpan[taken..].ToArray();
            _pending.ResetWrittenCount();
            _pending.Write(rest);
        }
    }
}
