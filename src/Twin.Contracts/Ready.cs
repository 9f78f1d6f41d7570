namespace Twin.Contracts;

/// <summary>Whether the server works, with the figures that tell.</summary>
/// <param name="Status"><c>ready</c>, or <c>stalled</c> with the reasons in <paramref name="Faults"/> (503).</param>
/// <param name="Position">End of the log.</param>
public sealed record ReadyView(
    string Status, string City, long Position, LogView Log, FoldView List, EngineView Engine, LiveView Live,
    string[] Faults);

/// <param name="Store">sqlite or memory.</param>
/// <param name="Settings">As the live connection answers them, such as synchronous = 2.</param>
public sealed record LogView(
    string Store, string Place, long Commit, string Hash, IReadOnlyDictionary<string, string> Settings);

/// <summary>How far a fold of the log has come.</summary>
/// <param name="QuietSeconds">Time since it last moved or had nothing to do.</param>
public sealed record FoldView(long Position, long Behind, double QuietSeconds, long Cases);

public sealed record EngineView(string Engine, long Activations);

/// <summary>Screens that watch, and the topics that are kept for them.</summary>
public sealed record LiveView(int Topics, int Screens, long Frames, long Snapshots, double NudgedSecondsAgo);
