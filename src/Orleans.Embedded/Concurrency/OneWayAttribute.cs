namespace Orleans.Concurrency;

/// <summary>On an interface method: done at once for the caller, tells nothing back.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
