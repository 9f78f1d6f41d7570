namespace Orleans.Embedded.Generator;

/// <summary>One method of a grain interface, as text that can be compared.</summary>
internal sealed record GrainMethod(
    string DeclaringType,
    string InterfaceName,
    string Name,
    string ReturnType,
    string? ResultType,
    ReturnKind Returns,
    EquatableList<GrainParameter> Parameters,
    bool Interleaves,
    bool OneWay,
    string? Timeout);

/// <summary>One parameter; at most one is the token that cancels.</summary>
internal sealed record GrainParameter(string Type, string Name, bool IsToken);

/// <summary>What the method gives back.</summary>
internal enum ReturnKind
{
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
}
