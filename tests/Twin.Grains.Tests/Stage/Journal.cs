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
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

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
