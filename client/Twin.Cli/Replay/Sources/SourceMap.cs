namespace Twin.Cli.Replay.Sources;

/// <summary>Which column of a city's export means what, and in which zone its times are.</summary>
public sealed record SourceMap
{
    /// <summary>Name of the exporting system; with the row's id it makes the report's key.</summary>
    public string System { get; init; } = "";

    /// <summary>IANA zone of the times in the file.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Formats of the times, tried in order; .NET custom formats, invariant culture.</summary>
    public IReadOnlyList<string> Times { get; init; } = [];

    /// <summary>Which reading is taken of a local time that the autumn clock shows twice: earlier or later.</summary>
    public string WhenTwice { get; init; } = "earlier";

    public ColumnNames Columns { get; init; } = new();

    public StateColumn State { get; init; } = new();

    /// <summary>The source's own judgement of lateness, when it has one.</summary>
    public VerdictColumn? Verdict { get; init; }

    public IReadOnlyList<DefaultPlace> DefaultPlaces { get; init; } = [];

    /// <summary>Where a report came from: words of ReportRequest.Source.</summary>
    public WordMap Source { get; init; } = new();

    /// <summary>Class codes of classes.csv.</summary>
    public WordMap Class { get; init; } = new();
}

/// <summary>Columns by their names in the header; null where the file has none.</summary>
public sealed record ColumnNames
{
    public string Id { get; init; } = "";

    public string Opened { get; init; } = "";

    public string? Closed { get; init; }

    public string? Due { get; init; }

    public string? Lng { get; init; }

    public string? Lat { get; init; }

    /// <summary>Words of the report, joined with a comma; they go to the vault.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Words of the result, joined with a comma; they go to the vault.</summary>
    public IReadOnlyList<string> Result { get; init; } = [];
}

/// <summary>Which values of a column mean closed, and which open; any other makes the row odd.</summary>
public sealed record StateColumn
{
    public string Column { get; init; } = "";

    public IReadOnlyList<string> Closed { get; init; } = [];

    public IReadOnlyList<string> Open { get; init; } = [];
}

/// <summary>Which values of a column mean that the limit was met, and which that it was missed.</summary>
public sealed record VerdictColumn
{
    public string Column { get; init; } = "";

    public IReadOnlyList<string> Met { get; init; } = [];

    public IReadOnlyList<string> Missed { get; init; } = [];
}

/// <summary>A position that the source puts when it knows none.</summary>
public sealed record DefaultPlace
{
    public string Name { get; init; } = "";

    public double Lng { get; init; }

    public double Lat { get; init; }

    public double WithinMetres { get; init; } = 1;
}

/// <summary>Words of the source and ours; the first column whose value stands in the map decides.</summary>
public sealed record WordMap
{
    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    public string Otherwise { get; init; } = "";

    /// <summary>Every word of ours that can come out.</summary>
    public IEnumerable<string> Words() => Map.Values.Append(Otherwise).Distinct();
}
