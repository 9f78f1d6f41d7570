namespace Orleans;

/// <summary>How long a caller of this interface method waits, in place of the default.</summary>
/// <param name="timeout">A <see cref="TimeSpan"/> as text, such as "00:00:05".</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    internal string Timeout { get; } = timeout;
}
