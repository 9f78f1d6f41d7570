using System.Collections.Immutable;

namespace Twin.Geo.Import;

/// <summary>The datum that the positions of a source are in.</summary>
public enum SourceDatum
{
    Wgs84,
    Gcj02,
    Bd09,
}

/// <summary>What to import, and into which folder.</summary>
public sealed record ImportRequest
{
    /// <summary>The folder that a server opens with <c>--city</c>; made when missing.</summary>
    public required string Data { get; init; }

    /// <summary>Files of areas in any order: outlines as GeoJSON, codes as CSV; plain or packed with gzip.</summary>
    public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>GeoJSON of footprints.</summary>
    public string? Buildings { get; init; }

    /// <summary>CSV of addresses.</summary>
    public string? Addresses { get; init; }

    /// <summary>GeoJSON of grids, or <c>squares:500m</c>, or <c>voronoi:N</c>.</summary>
    /// <remarks>When not given: squares of 500 m around buildings and over the cover; none without either.</remarks>
    public string? Grids { get; init; }

    /// <summary>Where squares are drawn even if no building stands there.</summary>
    public Box? Cover { get; init; }

    public SourceDatum Datum { get; init; }

    /// <summary>Writes nothing, and tells what would change.</summary>
    public bool OnlyLook { get; init; }

    /// <summary>Name of the city; the top area's when not given.</summary>
    public string? Name { get; init; }

    /// <summary>IANA zone.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>Takes only this official code and what lies below it.</summary>
    public string? Code { get; init; }

    /// <summary>Property that holds the height in metres; the usual names are tried when not given.</summary>
    public string? HeightProperty { get; init; }

    /// <summary>Property that holds the number of storeys; the usual names are tried when not given.</summary>
    public string? StoreysProperty { get; init; }
}

/// <summary>How far an import is: bytes of the source that is being read, packed as it lies on disk.</summary>
public readonly record struct ImportProgress(string Set, long Rows, long Bytes, long OfBytes);
