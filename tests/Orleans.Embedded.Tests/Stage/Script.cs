using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>Where grains and tests meet: doors that hold a grain, and a diary of what happened.</summary>
public sealed class Script
{
    /// <summary>How long a test waits for something that must happen; reached only by a failing test.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Door> _doors = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentQueue<string> _diary = new();

    public IReadOnlyList<string> Diary => [.. _diary];

    /// <summary>Writes a line, and tells those who wait for it.</summary>
    public void Note(string line)
    {
        _diary.Enqueue(line);
        Signal(line).Release();
    }

    /// <summary>Waits until the line has been written once more than it has been waited for.</summary>
    public async Task Noted(string line, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            if (!await Signal(line).WaitAsync(Patience))
            {
                throw new TimeoutException($"'{line}' was not noted. The diary has: {string.Join(", ", Diary)}");
            }
        }
    }

    /// <summary>Whether the line is written once more within this time; no test may rest on a no.</summary>
    public Task<bool> Comes(string line, TimeSpan within) => Signal(line).WaitAsync(within);

    /// <summary>Called by a grain: notes the arrival and waits until the test opens the door.</summary>
    public Task Pass(string door)
    {
        Note($"at {door}");
        return DoorOf(door).Opened.Task;
    }

    /// <summary>As <see cref="Pass"/>, but the diary does not tell.</summary>
    public Task PassQuietly(string door)
    {
        Signal($"at {door}").Release();
        return DoorOf(door).Opened.Task;
    }

    /// <summary>Waits until a grain stands before the door.</summary>
    public Task Reached(string door) => Noted($"at {door}");

    public void Open(string door) => DoorOf(door).Opened.TrySetResult();

    /// <summary>Lets the next visits to a place fail.</summary>
    public void FailAt(string place, int times = 1) => _failures[place] = times;

    /// <summary>Called by a grain at a place where it may fail.</summary>
    public void MayFail(string place)
    {
        if (_failures.TryGetValue(place, out var left) && left > 0)
        {
            _failures[place] = left - 1;
            Note($"failed at {place}");
            throw new RefusedException(place, left);
        }
    }

    public int Count(string line) => _diary.Count(one => one == line);

    private SemaphoreSlim Signal(string line) => _signals.GetOrAdd(line, static _ => new SemaphoreSlim(0));

    private Door DoorOf(string name) => _doors.GetOrAdd(name, static _ => new Door());

    private sealed class Door
    {
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
