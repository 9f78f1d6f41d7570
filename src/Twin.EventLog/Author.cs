namespace Twin.EventLog;

/// <summary>Who gave a command: an account, never a name, in one role.</summary>
public sealed record Author(string Account, string Role)
{
    /// <summary>Rules, clocks and other grains of the city.</summary>
    public static Author System { get; } = new("system", "System");
}
