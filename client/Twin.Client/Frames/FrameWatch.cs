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

    private readonly Func<long?, CancellationToken, Task<HttpResponseMessage>> _open;
    private readonly TimeProvider _time;
    private long? _held;
    private bool _cut;

    internal FrameWatch(Func<long?, CancellationToken, Task<HttpResponseMessage>> open, TimeProvider time)
    {
        _open = open;
        _time = time;
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
            _cut = true;
            await Task.Delay(pause, _time, cancel);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async IAsyncEnumerable<FrameView> OneConnection([EnumeratorCancellation] CancellationToken cancel)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _open(_held, cancel);
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
        else if (_held is { } last && frame.Version == last + 1)
        {
            Frames++;
            Resumed += _cut ? 1 : 0;
        }
        else
        {
            Holes++;
            _held = null;
            return false;
        }

        _cut = false;
        _held = frame.Version;
        return true;
    }
}
