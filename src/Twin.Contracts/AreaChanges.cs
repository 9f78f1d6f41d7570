namespace Twin.Contracts;

/// <summary>What a command to an area needs; a field that the command does not need is passed over.</summary>
/// <param name="CommandId">Identity of the command; without it the Idempotency-Key, else one is made.</param>
/// <param name="Preview">Hash of the preview that was seen; a change that came between is refused.</param>
/// <param name="Name">Draw, recode, merge: name of the area.</param>
/// <param name="Code">Draw, recode, merge: official code; empty = none.</param>
/// <param name="Parent">Move: the new one. Merge: needed where the areas have different ones.</param>
/// <param name="Level">Draw: District, Street, Community or Grid.</param>
/// <param name="Kind">Draw of a grid: what the patch mostly is, such as Residential.</param>
/// <param name="Outline">Draw, redraw: polygons of rings of [lng, lat], as in a GeoJSON MultiPolygon.</param>
/// <param name="Line">Split of a grid in two: two places on the cut; the first part lies left of it.</param>
/// <param name="Areas">Merge: the others that go together with this one.</param>
/// <param name="Parts">Split: at least two.</param>
public sealed record AreaCommandRequest(
    string? CommandId = null, string? Preview = null, string? Name = null, string? Code = null, string? Parent = null,
    string? Level = null, string? Kind = null, double[][][][]? Outline = null, double[][]? Line = null,
    string[]? Areas = null, AreaPartRequest[]? Parts = null);

/// <summary>One part of a split.</summary>
/// <param name="Children">Of an area: ids of those of its children that go here.</param>
/// <param name="Posts">Seats that go here; those that nobody names go to the part with the most households.</param>
public sealed record AreaPartRequest(
    string Name, string? Code = null, double[][][][]? Outline = null, string[]? Children = null,
    string[]? Posts = null);

/// <summary>What a command to an area changes: as a preview, or done.</summary>
/// <param name="Hash">Of a preview: send it with the command.</param>
/// <param name="Position">Log position of the last fact; of a preview that of the look at the cases.</param>
/// <param name="Changes">The facts of the map in their order.</param>
/// <param name="Moves">What moves between homes.</param>
/// <param name="CasesLeft">Cases that could not go yet and follow by themselves.</param>
/// <param name="Again">The command was carried out before.</param>
public sealed record AreaChangeView(
    string? Hash, long Position, AreaFactView[] Changes, AreaMoveView[] Moves, int Cases, int CasesLeft, bool Again);

/// <param name="Kind">Such as AreaSplit.</param>
/// <param name="Areas">The areas that it is about, those that come of it last.</param>
public sealed record AreaFactView(string Kind, string[] Areas, string[] Posts, int Households);

public sealed record AreaMoveView(string From, string To, int Cases, int Households, string[] Posts);
