namespace Twin.Cli.Replay.Rows;

/// <summary>How a row stands against its own limit.</summary>
public enum Lateness
{
    /// <summary>Not closed, so not judged.</summary>
    Open,

    /// <summary>Closed by its limit.</summary>
    ByTarget,

    /// <summary>Closed, and the source gave no limit.</summary>
    NoTarget,

    /// <summary>Closed after its limit.</summary>
    Late,
}

/// <summary>A row of a city's export, understood.</summary>
/// <param name="Class">Class code of ours.</param>
/// <param name="DefaultPlace">Its position is one that the source puts when it knows none.</param>
/// <param name="Text">Words of the report; null when the mapping names no column.</param>
public sealed record ReplayRow(
    long Line, string Id, DateTimeOffset Opened, DateTimeOffset? Closed, DateTimeOffset? Due, double? Lng, double? Lat,
    bool DefaultPlace, string Class, string Source, string? Text, string? Result)
{
    public Lateness Lateness =>
        Closed is not { } closed ? Lateness.Open
        : Due is not { } due ? Lateness.NoTarget
        : closed <= due ? Lateness.ByTarget
        : Lateness.Late;
}
