using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Twin.Long.Stage;

/// <summary>The hubs' JSON protocol over a bare WebSocket: a client that costs little beside the server.</summary>
internal sealed class HubLine : IDisposable
{
    private const byte RecordEnd = 0x1E;
    private const int StreamItem = 2;
    private const int Completion = 3;
    private const int Close = 7;

    /// <summary>The server lets go of whoever says nothing for 30 s.</summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly PeriodicTimer _alive = new(AliveEvery, TimeProvider.System);
    private readonly ArrayBufferWriter<byte> _pending = new();
    private long _bytes;

    /// <summary>Bytes that came in so far.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

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
        _ = line.StayAlive();
        return line;
    }

    public async ValueTask Send(string record, CancellationToken cancel)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(record), RecordEnd];
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Opens the stream of an area's frames.</summary>
    /// <param name="id">Tells the streams of one connection apart.</param>
    /// <param name="fromVersion">The last frame that arrived; null = begun anew.</param>
    public ValueTask Watch(string id, string areaId, CancellationToken cancel, long? fromVersion = null)
    {
        var from = JsonSerializer.Serialize(fromVersion);
        return Send(
            $$"""{"type":4,"invocationId":"{{id}}","target":"Watch","arguments":["{{areaId}}",{{from}}]}""", cancel);
    }

    /// <summary>Ends the connection without a word, as a lost network does.</summary>
    public void Cut() => _socket.Abort();

    /// <summary>Hands on the items of a stream and the results of calls, until cancelled.</summary>
    public Task Read(Action<JsonElement> take, CancellationToken cancel) => ReadRecords(
        record =>
        {
            using var message = JsonDocument.Parse(record);
            if (message.RootElement.TryGetProperty("item", out var item)
                || message.RootElement.TryGetProperty("result", out item))
            {
                take(item);
            }
        },
        cancel);

    /// <summary>Hands on whole messages that bear an item or a result, until cancelled.</summary>
    public async Task ReadRecords(Action<ReadOnlyMemory<byte>> take, CancellationToken cancel)
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
                Volatile.Write(ref _bytes, _bytes + got.Count);
                TakeRecords(take);
            }
        }
        catch (Exception over) when (cancel.IsCancellationRequested
            && over is OperationCanceledException or WebSocketException)
        {
            // Told to stop.
        }
    }

    public void Dispose()
    {
        _alive.Dispose();
        _socket.Dispose();
    }

    /// <summary>By its own clock, as a page does: a server that sends frames all the time has no need to ask.</summary>
    private async Task StayAlive()
    {
        try
        {
            while (await _alive.WaitForNextTickAsync())
            {
                await Send("{\"type\":6}", CancellationToken.None);
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException)
        {
            // The line has ended; whoever reads from it is told.
        }
    }

    private void TakeRecords(Action<ReadOnlyMemory<byte>> take)
    {
        var taken = 0;
        while (_pending.WrittenSpan[taken..].IndexOf(RecordEnd) is var length and >= 0)
        {
            var record = _pending.WrittenMemory.Slice(taken, length);
            taken += length + 1;
            switch (TypeOf(record.Span, out var bearsResult))
            {
                case StreamItem:
                case Completion when bearsResult:
                    take(record);
                    break;
                case Completion or Close:
                    throw new InvalidDataException(
                        $"The hub ended a connection: {Encoding.UTF8.GetString(record.Span)}");
            }
        }

        if (taken > 0)
        {
            var rest = _pending.WrittenSpan[taken..].ToArray();
            _pending.ResetWrittenCount();
            _pending.Write(rest);
        }
    }

    /// <summary>The kind of a message; 0 for the answer to the handshake.</summary>
    private static int TypeOf(ReadOnlySpan<byte> record, out bool bearsResult)
    {
        var json = new Utf8JsonReader(record);
        var type = 0;
        bearsResult = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("type"u8) && json.Read())
            {
                type = json.GetInt32();
                if (type != Completion)
                {
                    return type;
                }
            }
            else
            {
                bearsResult |= json.ValueTextEquals("result"u8);
                json.Skip();
            }
        }

        return type;
    }
}
