using System.Collections.Immutable;

namespace Twin.EventLog.Commits;

/// <summary>One commit as it will be stored: new facts in order, and what each waiting batch is told.</summary>
internal sealed class CommitPlan
{
    public required long Number { get; init; }

    public required long AtMicros { get; init; }

    public required ImmutableArray<Fact> Facts { get; init; }

    /// <summary>Hash of the chain with this commit; null when it brings nothing new.</summary>
    public required byte[]? Hash { get; init; }

    public required ImmutableArray<Answer> Answers { get; init; }

    public long FirstPosition => Facts[0].Position;

    public long LastPosition => Facts[^1].Position;

    public void Tell()
    {
        foreach (var answer in Answers)
        {
            answer.Tell();
        }
    }
}

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
