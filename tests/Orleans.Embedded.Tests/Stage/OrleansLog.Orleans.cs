using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Tests.Stage;

/// <summary>Retells what Orleans logs in the words that the contract's tests look for.</summary>
internal sealed class OrleansLog : ILoggerProvider, ILogger
{
    private static readonly (string Orleans, LogLevel Level, string Contract)[] Words =
    [
        (".Notice(", LogLevel.Error, "one-way call of Notice"),
        ("Error thrown from OnDeactivateAsync", LogLevel.Error, "failed to end"),
        ("ignored exception thrown from timer callback", LogLevel.Error, "a tick failed"),
        ("I don't have any subscriber for that stream", LogLevel.Warning, "nobody consumes"),
    ];

    private RecordedLog? _log;

    /// <summary>From now on it is recorded; what the silo says while it starts is of no matter.</summary>
    public void Open(RecordedLog log) => _log = log;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || _log is not { } log)
        {
            return;
        }

        var line = formatter(state, exception);
        var said = Array.Find(Words, one => line.Contains(one.Orleans, StringComparison.Ordinal));
        if (said.Contract is { } words)
        {
            log.Add(said.Level, $"{words}: {line}", exception);
        }
    }

    public void Dispose()
    {
    }
}
