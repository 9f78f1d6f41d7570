namespace Orleans.Concurrency;

/// <summary>On a grain class: all calls interleave at awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
