namespace Twin.Cli;

/// <summary>Accounts of the development sign-in that the tool uses by itself.</summary>
internal static class DemoAccounts
{
    /// <summary>May see every area.</summary>
    public const string Watcher = "cockpit";

    /// <summary>Keeps the map of areas.</summary>
    public const string Planner = "planner";

    /// <summary>Brings older records: may do every step of a replayed case.</summary>
    public const string Replay = "replay";
}
