using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Cuts;

/// <summary>The hub's JSON protocol over a bare WebSocket, enough to watch one area and to be cut.</summary>
internal sealed class HubSocket : IDisposable
{
    private const byte RecordEnd = 0x1E;
    private const int StreamItem = 2;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _pending = new();

    /// <summary>Connects, shakes hands and asks for an area's frames.</summary>
    public static async Task<HubSocket> Open(
        Uri server, string token, string areaId, long? fromVersion, CancellationToken cancel)
    {
        var hub = new HubSocket();
        try
        {
            var url = new UriBuilder(server)
            {
                Scheme = "ws",
                Path = "/hubs/city",
                Query = $"access_token={Uri.EscapeDataString(token)}",
            };
            await hub._socket.ConnectAsync(url.Uri, cancel);
            await hub.Send("{\"protocol\":\"json\",\"version\":1}", cancel);
            var from = fromVersion is { } version ? JsonSerializer.Serialize(version) : "null";
            await hub.Send(
                $"{{\"type\":4,\"invocationId\":\"1\",\"target\":\"Watch\",\"arguments\":[\"{areaId}\",{from}]}}",
                cancel);
            return hub;
        }
        catch
        {
            hub.Dispose();
            throw;
        }
    }

    /// <summary>Frames until the connection ends, whoever ends it.</summary>
    public async IAsyncEnumerable<FrameView> Frames([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await NextRecord(cancel) is { } record)
        {
            using var message = JsonDocument.Parse(record);
            var type = message.RootElement.TryGetProperty("type", out var word) ? word.GetInt32() : 0;
            switch (type)
            {
                case StreamItem:
                    yield return message.RootElement.GetProperty("item").Deserialize(Wire.Of<FrameView>())!;
                    break;
                case Completion or Close:
                    throw new InvalidDataException($"The hub ended the watch: {Encoding.UTF8.GetString(record)}");
                case Ping:
                    await Send("{\"type\":6}", cancel);
                    break;
            }
        }
    }

    /// <summary>Ends the connection without a word, as a lost network does.</summary>
    public void Cut() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private ValueTask Send(string record, CancellationToken cancel)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(record), RecordEnd];
        return _socket.SendAsync(bytes.AsMemory(), WebSocketMessageType.Text, true, cancel);
    }

    /// <summary>The next message of the protocol; null when the connection is gone.</summary>
    private async ValueTask<byte[]?> NextRecord(CancellationToken cancel)
    {
        while (true)
        {
            if (TakeRecord() is { } record)
            {
                return record;
            }

            try
            {
                var got = await _socket.ReceiveAsync(_pending.GetMemory(16 * 1024), cancel);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                _pending.Advance(got.Count);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException
                or ObjectDisposedException)
            {
                return null;
            }
        }
    }

    private byte[]? TakeRecord()
    {
        var bytes = _pending.WrittenSpan;
        var end = bytes.IndexOf(RecordEnd);
        if (end < 0)
        {
            return null;
        }

        var record = bytes[..end].ToArray();
        var rest = bytes[(end + 1)..].ToArray();
        _pending.ResetWrittenCount();
        _pending.Write(rest);
        return record;
    }
}
