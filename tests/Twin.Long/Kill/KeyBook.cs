using System.Collections.Concurrent;

namespace Twin.Long.Kill;

/// <summary>The sender's own record: a key is written before it is sent, and marked when the answer is there.</summary>
/// <remarks>Lines go to the operating system before the request goes out; nothing is kept back here.</remarks>
internal sealed class KeyBook : IDisposable
{
    private readonly StreamWriter _file;
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<int, Mark> _marks = [];
    private int _last;

    public KeyBook(string file) => _file = new StreamWriter(file, append: true) { AutoFlush = true };

    /// <summary>Keys written so far; they count from 1.</summary>
    public int Written => _last;

    public IReadOnlyDictionary<int, Mark> Marks => _marks;

    public static string KeyOf(int number) => $"kill-{number}";

    public int Write()
    {
        lock (_turn)
        {
            _last++;
            _file.WriteLine($"sending {KeyOf(_last)}");
            return _last;
        }
    }

    public void Mark(int number, Mark mark)
    {
        lock (_turn)
        {
            _file.WriteLine($"answered {KeyOf(number)} {mark.Receipt} {mark.CaseId} {mark.Position}");
        }

        _marks[number] = mark;
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>What the answer to a key said.</summary>
internal sealed record Mark(string Receipt, string CaseId, long Position);
