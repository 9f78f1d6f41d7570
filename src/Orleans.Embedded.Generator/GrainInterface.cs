namespace Orleans.Embedded.Generator;

/// <summary>A grain interface with all its methods, those of its bases too; and what is wrong with it.</summary>
internal sealed record GrainInterface(
    string FullName, string ReferenceName, EquatableList<GrainMethod> Methods, EquatableList<Fault> Faults)
{
    /// <summary>Whether a reference can be written; false also if a base of it has a fault.</summary>
    public bool IsSound { get; init; }
}
