using System.Text.Json.Serialization;

namespace Twin.Geo.Reference;

// The rows of the reference store, one JSON object a line. Property order is part of the canonical form, and so of
// every hash: append at the end, never rename. Positions are whole numbers of 10^-8 degrees (1.1 mm); each ring is one
// array of longitude and latitude in turn, the first pair absolute and every later one relative to the pair before.
internal sealed record AreaRow(
    string Id, string Code, string Level, string Name, string? Parent, long[] Centre, long[][][]? Outline, bool Drawn);

internal sealed record GridRow(
    string Id, string Code, string Name, string Kind, string Parent, long[] Centre, long[][][] Outline, int Households,
    bool Drawn, bool Low);

internal sealed record BuildingRow(
    string Id, string? Name, string Kind, double Height, int Floors, long[] Centre, long[][][] Outline, string? Grid);

internal sealed record AddressRow(
    string Id, string Building, string Road, string House, int Entrance, int Floor, string Room);

internal sealed record SiteRow(string Id, string Type, string Name, long[] At, string? Grid, int? Capacity = null);

internal sealed record PostRow(string Id, string Name, string Area, string Kind);

internal sealed record GroundRow(string Kind, string Class, string? Name, long[][] Paths);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AreaRow))]
[JsonSerializable(typeof(GridRow))]
[JsonSerializable(typeof(BuildingRow))]
[JsonSerializable(typeof(AddressRow))]
[JsonSerializable(typeof(SiteRow))]
[JsonSerializable(typeof(PostRow))]
[JsonSerializable(typeof(GroundRow))]
internal sealed partial class RowJson : JsonSerializerContext;
