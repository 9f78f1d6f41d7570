namespace Orleans.Embedded.Generator;

/// <summary>A grain interface with all its methods, those of its bases too.</summary>
internal sealed record GrainInterface(string FullName, string ReferenceName, EquatableList<GrainMethod> Methods);
