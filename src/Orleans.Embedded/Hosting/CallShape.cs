using System.ComponentModel;

namespace Orleans.Embedded.Hosting;

/// <summary>What is fixed about one method of a grain interface; made by generated code.</summary>
/// <param name="interfaceName">Full name of the interface that declares the method.</param>
/// <param name="methodName">Name of the method.</param>
/// <param name="interleaves">Whether the call may start beside others.</param>
/// <param name="oneWay">Whether the caller learns nothing.</param>
/// <param name="timeout">How long the caller waits, as text; null for the default.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallShape(
    string interfaceName, string methodName, bool interleaves, bool oneWay, string? timeout)
{
    internal string InterfaceName { get; } = interfaceName;

    internal string MethodName { get; } = methodName;

    internal bool Interleaves { get; } = interleaves;

    internal bool OneWay { get; } = oneWay;

    internal TimeSpan? Timeout { get; } =
        timeout is null ? null : TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
}
