using System.Buffers;
using System.Runtime.InteropServices;

namespace Twin.EventLog.Commits;

/// <summary>One commit as it will be stored: new facts in order, and what each waiting batch is told.</summary>
/// <remarks>It grows batch by batch while the one before it is being stored, until it is sealed.</remarks>
/// <param name="before">The end of the log that it builds on.</param>
/// <param name="records">Empty, for the canonical bytes of its facts.</param>
internal sealed class CommitPlan(LogTip before, ArrayBufferWriter<byte> records) : IThreadPoolWorkItem
{
    /// <summary>The end of the log that it builds on.</summary>
    public LogTip Before { get; } = before;

    public long Number { get; } = before.Commit + 1;

    public List<Fact> Facts { get; } = [];

    public List<Answer> Answers { get; } = [];

    /// <summary>Moment of the commit; set when it is sealed.</summary>
    public long AtMicros { get; private set; }

    /// <summary>Hash of the chain with this commit; null until it is sealed, and when it brings nothing new.</summary>
    public byte[]? Hash { get; private set; }

    public ReadOnlySpan<Fact> Span => CollectionsMarshal.AsSpan(Facts);

    public long FirstPosition => Before.Position + 1;

    public long LastPosition => Before.Position + Facts.Count;

    /// <summary>The records of its facts in canonical bytes.</summary>
    public ArrayBufferWriter<byte> Records { get; } = records;

    public List<StreamBefore> StreamsBefore { get; } = [];

    public List<string> FeedsMoved { get; } = [];

    public void Seal(long atMicros, byte[]? hash) => (AtMicros, Hash) = (atMicros, hash);

    /// <summary>Tells every batch its answer.</summary>
    public void Execute()
    {
        foreach (var answer in Answers)
        {
            answer.Tell();
        }
    }
}

/// <summary>The end of the log, as the next commit builds on it.</summary>
internal readonly record struct LogTip(long Position, long Commit, long AtMicros, byte[] Hash);

/// <summary>What one batch is told once the commit is durable.</summary>
internal readonly record struct Answer(Waiting To, Appended? Stored, Exception? Refused)
{
    public void Tell()
    {
        if (Refused is null)
        {
            To.TrySetResult(Stored!);
        }
        else
        {
            To.TrySetException(Refused);
        }
    }
}
