using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>What was logged, for tests to read.</summary>
public sealed class RecordedLog(Script script)
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Add(LogLevel level, string line, Exception? failure)
    {
        _lines.Enqueue($"{level}: {line} {failure?.GetType().Name} {failure?.Message}");
        script.Note($"logged {level}");
    }
}

/// <summary>Writes to the one recorded log.</summary>
public sealed class RecordingLogger<T>(RecordedLog log) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        log.Add(logLevel, formatter(state, exception), exception);
}
