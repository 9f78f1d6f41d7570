using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Twin.City;
using Twin.Grains;

namespace Twin.Silo.Live;

/// <summary>One watched home: its numbered frames, and the screens that follow them.</summary>
/// <remarks>
/// One pump puts frames in. Screens pull: nothing is queued for a screen, a slow one finds a snapshot in place of what
/// it missed. Look and wait happen under one gate, so that no version is lost or told twice.
/// </remarks>
internal sealed class Topic
{
    /// <summary>
    /// Frames kept for screens that return, ten seconds at full pace: whoever was away for longer gets a snapshot, and
    /// that is less than the frames would be.
    /// </summary>
    public const int RingFrames = 96;

    /// <summary>How far a connected screen may lag; beyond it gets a snapshot: about two seconds of frames.</summary>
    public const int LagFrames = 20;

    private readonly Lock _gate = new();
    private readonly HomeScene _scene;
    private readonly FrameViews _views;
    private readonly LiveFigures _figures;
    private readonly FrameRing _ring = new(RingFrames);

    /// <summary>Looks that somebody has had; there are few, each frame is written once for each.</summary>
    private readonly List<(FrameLook Look, FrameBytes? Snapshot)> _looks = [(FrameLook.Usual, null)];
    private readonly long _firstVersion;
    private TaskCompletionSource _news = NewSignal();
    private long _version;
    private bool _started;

    /// <param name="firstVersion">Higher than any version of an earlier topic of this home.</param>
    public Topic(HomeId home, FrameViews views, LiveFigures figures, long firstVersion)
    {
        _scene = new HomeScene(home);
        (_views, _figures, _firstVersion, _version) = (views, figures, firstVersion, firstVersion);
    }

    public HomeId Home => _scene.Home;

    /// <summary>Takes what the grain told; true when the screens get a new version.</summary>
    public bool Put(Frame frame)
    {
        lock (_gate)
        {
            var change = _scene.Take(frame);
            if (!_started && frame.Whole)
            {
                // The first scene is told as a snapshot; its version stands for all that was before.
                _started = true;
                Signal();
                return true;
            }

            if (change is null)
            {
                return false;
            }

            Tell(change);
            return true;
        }
    }

    /// <summary>Nothing of the home has changed, but a version that each frame tells.</summary>
    public void Stir()
    {
        lock (_gate)
        {
            if (_started)
            {
                Tell(SceneChange.None);
            }
        }
    }

    /// <summary>A snapshot, or what was missed since a version; then every new frame, until cancelled.</summary>
    /// <remarks>The bytes of a frame are the screen's until it asks for the next one.</remarks>
    public async IAsyncEnumerable<FrameBytes> Watch(
        long? fromVersion, FrameLook look, [EnumeratorCancellation] CancellationToken cancel)
    {
        var held = fromVersion ?? -1;
        long? resumeUntil = null;
        int? place = null;
        byte[] own = [];
        while (true)
        {
            FrameBytes? next;
            Task news;
            lock (_gate)
            {
                var at = place ??= PlaceOf(look);
                resumeUntil ??= _started ? _version : null;
                next = _started ? Next(held, held < resumeUntil ? RingFrames : LagFrames, at, ref own) : null;
                news = _news.Task;
            }

            if (next is null)
            {
                await news.WaitAsync(cancel);
                continue;
            }

            held = next.Version;
            yield return next;
        }
    }

    private void Tell(SceneChange change)
    {
        _version++;
        _ring.Put(_version, _looks.Select(
            one => (_views.Of(_scene, change, _version, one.Look), _views.TypeFor(one.Look))));
        foreach (ref var one in CollectionsMarshal.AsSpan(_looks))
        {
            one.Snapshot = null;
        }

        Signal();
    }

    private FrameBytes? Next(long held, int mostBehind, int at, ref byte[] own)
    {
        if (held == _version)
        {
            return null;
        }

        if (held >= _firstVersion && held < _version && _version - held <= mostBehind)
        {
            // A look that nobody had then has no bytes of that frame: it begins with a snapshot.
            if (_ring.Find(held + 1, at) is { } bytes)
            {
                _figures.Frame();
                own = bytes.Length <= own.Length ? own : new byte[BitOperations.RoundUpToPowerOf2((uint)bytes.Length)];
                bytes.CopyTo(own);
                return new FrameBytes(held + 1, IsSnapshot: false, own.AsMemory(0, bytes.Length));
            }
        }

        _figures.Snapshot();
        var (look, snapshot) = _looks[at];
        snapshot ??= FrameBytes.Of(_views.Snapshot(_scene, _version, look), _views.TypeFor(look));
        _looks[at] = (look, snapshot);
        return snapshot;
    }

    private int PlaceOf(FrameLook look)
    {
        var at = _looks.FindIndex(one => one.Look == look);
        if (at < 0)
        {
            _looks.Add((look, null));
            at = _looks.Count - 1;
        }

        return at;
    }

    private void Signal()
    {
        var news = _news;
        _news = NewSignal();
        news.SetResult();
    }

    // Screens go on outside the gate.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
