namespace Orleans.Embedded.Engine;

/// <summary>Keeps the ambient values of the caller out of what is started in its scope.</summary>
internal readonly struct QuietFlow : IDisposable
{
    private readonly AsyncFlowControl? _flow;

    private QuietFlow(AsyncFlowControl flow) => _flow = flow;

    internal static QuietFlow Enter() =>
        ExecutionContext.IsFlowSuppressed() ? default : new QuietFlow(ExecutionContext.SuppressFlow());

    public void Dispose() => _flow?.Undo();
}
