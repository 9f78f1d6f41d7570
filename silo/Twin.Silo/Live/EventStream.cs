using System.Buffers;
using System.Globalization;
using System.Text;

namespace Twin.Silo.Live;

/// <summary>Writes frames as server-sent events: id = version, event = snapshot or frame.</summary>
internal static class EventStream
{
    /// <summary>A comment goes out when nothing else does, so that cuts show on both sides.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <param name="cancel">The screen has gone, or the server stops.</param>
    public static async Task Write(
        HttpContext context, IAsyncEnumerable<FrameBytes> frames, TimeProvider time, CancellationToken cancel)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var body = context.Response.BodyWriter;
        await body.FlushAsync(cancel);
        try
        {
            await using var each = frames.GetAsyncEnumerator(cancel);
            while (true)
            {
                var next = each.MoveNextAsync().AsTask();
                while (!next.IsCompleted
                    && await Task.WhenAny(next, Task.Delay(Heartbeat, time, cancel)) != next)
                {
                    cancel.ThrowIfCancellationRequested();
                    await body.WriteAsync(": still here\n\n"u8.ToArray(), cancel);
                }

                if (!await next)
                {
                    return;
                }

                var frame = each.Current;
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"id: {frame.Version}\nevent: {KindOf(frame)}\ndata: "),
                    body);
                body.Write(frame.Utf8.Span);
                body.Write("\n\n"u8);
                await body.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody waits for the next frame.
        }
    }

    private static string KindOf(FrameBytes frame) => frame.IsSnapshot ? FrameKinds.Snapshot : FrameKinds.Frame;
}
