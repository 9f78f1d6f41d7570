using Twin.Contracts;

namespace Twin.Long.Cuts;

/// <summary>A screen that loses its connection now and then, and counts what it gets when it is back.</summary>
internal sealed class Watcher(Uri server, Func<CancellationToken, Task<string>> token, string areaId, TimeProvider time)
{
    private const int ScenesKept = 600;
    private static readonly TimeSpan AwayPause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<long, Scene> _scenes = [];
    private readonly Queue<long> _order = new();
    private readonly Lock _turn = new();
    private Scene _scene = Scene.Nothing;
    private CutLine? _hub;
    private bool _seen;
    private TaskCompletionSource<FrameView> _next = New();

    public string AreaId => areaId;

    public long Frames { get; private set; }

    public long Snapshots { get; private set; }

    public long Holes { get; private set; }

    /// <summary>Why the hub ended a watch by itself; expected never.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Completes with the first frame that comes after this call.</summary>
    public Task<FrameView> Next()
    {
        lock (_turn)
        {
            return _next.Task;
        }
    }

    /// <summary>Watches until cancelled; connects anew whenever the connection is gone and it may.</summary>
    public async Task Run(SemaphoreSlim mayConnect, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await mayConnect.WaitAsync(cancel);
            mayConnect.Release();
            try
            {
                using var hub = await CutLine.Open(
                    server, await token(cancel), areaId, _seen ? _scene.Version : null, cancel);
                _hub = hub;
                await foreach (var frame in hub.Frames(cancel))
                {
                    Take(frame);
                }
            }
            catch (InvalidDataException wrong)
            {
                Complaint = wrong.Message;
                await Task.Delay(AwayPause, time, cancel);
            }
            catch (Exception away) when (away is System.Net.WebSockets.WebSocketException or HttpRequestException
                or IOException)
            {
                await Task.Delay(AwayPause, time, cancel);
            }
        }
    }

    public void Cut() => _hub?.Cut();

    /// <summary>What was known at a version; null when it is not kept, or never stood alone.</summary>
    public Scene? SceneAt(long version)
    {
        lock (_turn)
        {
            return _scenes.GetValueOrDefault(version);
        }
    }

    public long Version
    {
        get
        {
            lock (_turn)
            {
                return _scene.Version;
            }
        }
    }

    private void Take(FrameView frame)
    {
        TaskCompletionSource<FrameView> waiting;
        lock (_turn)
        {
            Holes += _scene.Fits(frame) ? 0 : 1;
            _scene = _scene.After(frame);
            _seen = true;
            Frames += frame.Kind == "frame" ? 1 : 0;
            Snapshots += frame.Kind == "snapshot" ? 1 : 0;
            Keep(_scene);
            (waiting, _next) = (_next, New());
        }

        waiting.TrySetResult(frame);
    }

    private void Keep(Scene scene)
    {
        _scenes[scene.Version] = scene;
        _order.Enqueue(scene.Version);
        if (_order.Count > ScenesKept)
        {
            _scenes.Remove(_order.Dequeue());
        }
    }

    private static TaskCompletionSource<FrameView> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
