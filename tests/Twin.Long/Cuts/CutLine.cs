using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Twin.Client;
using Twin.Contracts;
using Twin.Long.Stage;

namespace Twin.Long.Cuts;

/// <summary>A line to the hub that watches one area and can be cut.</summary>
internal sealed class CutLine(HubLine line) : IDisposable
{
    /// <summary>Connects, shakes hands and asks for an area's frames.</summary>
    public static async Task<CutLine> Open(
        Uri server, string token, string areaId, long? fromVersion, CancellationToken cancel)
    {
        var line = await HubLine.Open(server, "/hubs/city", token, cancel);
        try
        {
            await line.Watch("1", areaId, cancel, fromVersion);
            return new CutLine(line);
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Frames until the connection ends, whoever ends it.</summary>
    public async IAsyncEnumerable<FrameView> Frames([EnumeratorCancellation] CancellationToken cancel)
    {
        var frames = Channel.CreateUnbounded<FrameView>(new UnboundedChannelOptions { SingleReader = true });
        var reading = Read(frames.Writer, cancel);
        await foreach (var frame in frames.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return frame;
        }

        await reading;
    }

    /// <summary>Ends the connection without a word, as a lost network does.</summary>
    public void Cut() => line.Cut();

    public void Dispose() => line.Dispose();

    private async Task Read(ChannelWriter<FrameView> frames, CancellationToken cancel)
    {
        try
        {
            await line.Read(item => frames.TryWrite(item.Deserialize(Wire.Of<FrameView>())!), cancel);
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or OperationCanceledException
            or ObjectDisposedException)
        {
            // Cut, or ended by the server: what came before it counts.
        }
        finally
        {
            frames.Complete();
        }
    }
}
