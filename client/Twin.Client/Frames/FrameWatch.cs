using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Twin.Contracts;

namespace Twin.Client.Frames;

/// <summary>Watches one area: reconnects by itself, resumes where it was, and proves that it missed nothing.</summary>
/// <remarks>
/// After a cut it asks with the last version it holds; the server answers with the frames since, or with a snapshot.
/// A frame that is neither the next version nor a snapshot is a hole: it is counted, never handed out, and the watch
/// starts anew with a snapshot.
/// </remarks>
public sealed class FrameWatch
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Func<long?, CancellationToken, Task<HttpResponseMessage>> open;
    private readonly TimeProvider time;
    private long? held;
    private bool cut;

    internal FrameWatch(Func<long?, CancellationToken, Task<HttpResponseMessage>> open, TimeProvider time)
    {
        this.open = open;
        this.time = time;
    }

    public long Frames { get; private set; }

    public long Snapshots { get; private set; }

    /// <summary>Cuts after which no snapshot was needed.</summary>
    public long Resumed { get; private set; }

    public long Cuts { get; private set; }

    public long Holes { get; private set; }

    /// <summary>Frames without end, until cancelled; each fits on the one before, or is a snapshot.</summary>
    public async IAsyncEnumerable<FrameView> Read([EnumeratorCancellation] CancellationToken cancel)
    {
        var pause = FirstPause;
        while (true)
        {
            await foreach (var frame in OneConnection(cancel))
            {
                pause = FirstPause;
                yield return frame;
            }

            Cuts++;
            cut = true;
            await Task.Delay(pause, time, cancel);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async IAsyncEnumerable<FrameView> OneConnection([EnumeratorCancellation] CancellationToken cancel)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await open(held, cancel);
        }
        catch (HttpRequestException)
        {
            yield break;
        }

        using (answer)
        {
            var body = await answer.Content.ReadAsStreamAsync(cancel);
            await using var items = SseParser
                .Create(body, (_, bytes) => JsonSerializer.Deserialize(bytes, Wire.Of<FrameView>())!)
                .EnumerateAsync(cancel)
                .GetAsyncEnumerator(cancel);
            while (await Next(items) is { } frame && Fits(frame))
            {
                yield return frame;
            }
        }
    }

    private static async ValueTask<FrameView?> Next(IAsyncEnumerator<SseItem<FrameView>> items)
    {
        try
        {
            return await items.MoveNextAsync() ? items.Current.Data : null;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return null;
        }
    }

    private bool Fits(FrameView frame)
    {
        if (frame.Kind == "snapshot")
        {
            Snapshots++;
        }
        else if (held is { } last && frame.Version == last + 1)
        {
            Frames++;
            Resumed += cut ? 1 : 0;
        }
        else
        {
            Holes++;
            held = null;
            return false;
        }

        cut = false;
        held = frame.Version;
        return true;
    }
}
