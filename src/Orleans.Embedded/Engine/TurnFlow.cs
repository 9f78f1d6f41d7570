namespace Orleans.Embedded.Engine;

/// <summary>Gives the ambient values back as they were when a turn's own code has changed them.</summary>
internal readonly struct TurnFlow
{
    private readonly ExecutionContext? _before;

    private TurnFlow(ExecutionContext? before) => _before = before;

    internal static TurnFlow Enter() => new(ExecutionContext.Capture());

    internal void Restore()
    {
        if (_before is not null && !ReferenceEquals(_before, ExecutionContext.Capture()))
        {
            ExecutionContext.Restore(_before);
        }
    }
}
