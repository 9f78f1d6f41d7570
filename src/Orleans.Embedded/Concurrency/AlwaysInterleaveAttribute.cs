namespace Orleans.Concurrency;

/// <summary>On an interface method: the call may start while other calls wait or run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
