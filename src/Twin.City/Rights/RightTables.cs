using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Rights;

/// <summary>A rule of rights.csv with its sentences.</summary>
public sealed record RightRow(RightRule Rule, bool Allows, string Zh, string En);

/// <summary>A field of an answer and who sees it, as fields.csv has it.</summary>
/// <param name="View">Record of the wire, such as CaseView.</param>
/// <param name="Sees">One of these scopes is enough.</param>
public sealed record FieldRow(string View, string Field, ScopeSet Sees);

/// <summary>A door of the gateway and who may pass it, as doors.csv has it.</summary>
/// <param name="Door">Method and path, or a method of a hub.</param>
/// <param name="Sees">One of these scopes, held anywhere, is enough.</param>
public sealed record DoorRow(string Door, ScopeSet Sees);

/// <summary>Who may see what: the tables that roles.csv is joined with.</summary>
public static class RightTables
{
    public static ImmutableArray<RightRow> Rules { get; } =
    [
        .. Csv.Parse("rights", CityTables.Text("rights")).Rows.Select(row => new RightRow(
            row.Word<RightRule>("rule"), row.Yes("allows"), row["zh"], row["en"])),
    ];

    public static ImmutableArray<FieldRow> Fields { get; } =
    [
        .. Csv.Parse("fields", CityTables.Text("fields")).Rows.Select(row => new FieldRow(
            row["view"], row["field"], ScopeSet.Of(row.List("sees")))),
    ];

    public static ImmutableArray<DoorRow> Doors { get; } =
    [
        .. Csv.Parse("doors", CityTables.Text("doors")).Rows.Select(row => new DoorRow(
            row["door"], ScopeSet.Of(row.List("sees")))),
    ];

    public static FrozenDictionary<(string View, string Field), ScopeSet> FieldOf { get; } =
        Fields.ToFrozenDictionary(row => (row.View, row.Field), row => row.Sees);

    public static FrozenDictionary<string, ScopeSet> DoorOf { get; } =
        Doors.ToFrozenDictionary(row => row.Door, row => row.Sees, StringComparer.Ordinal);
}
