using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Twin.Grains.Tests.Stage;

/// <summary>What the city logged, from Warning up.</summary>
public sealed class Journal
{
    public ConcurrentQueue<string> Lines { get; } = new();
}

/// <summary>Writes to the journal.</summary>
public sealed class JournalLogger<T>(Journal journal) : ILogger<T>
{
    /// <summary>What a runtime of others warns of is not the city's.</summary>
    private static readonly bool IsOurs = typeof(T).Assembly.GetName().Name is { } name
        && (name.StartsWith("Twin.", StringComparison.Ordinal) || name == "Orleans.Embedded");

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && IsOurs;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            journal.Lines.Enqueue($"{typeof(T).Name}: {formatter(state, exception)} {exception}");
        }
    }
}
