using System.Collections.Immutable;
using Twin.City.Clocks;

namespace Twin.City.Tables;

/// <summary>A template of one thing (一件事): what each department does, who leads, what waits for what.</summary>
/// <param name="Template">Its word, such as MUCK.</param>
public sealed record OneThingRow(string Template, ImmutableArray<OneThingPart> Parts)
{
    public DepartmentId Lead => Parts.First(part => part.Leads).Department;

    /// <summary>What a part is called in facts, such as <c>MUCK.road</c>.</summary>
    public string WordOf(OneThingPart part) => $"{Template}.{part.Part}";

    internal static OneThingRow Of(IGrouping<string, CsvRow> rows)
    {
        var words = rows.Select(row => row["part"]).ToList();
        var parts = rows.Select(row => new OneThingPart(
            row["part"], row["zh"], row["en"], row.Yes("lead"), new DepartmentId(row["department"]),
            Limit.Parse(row["within"]), row.Yes("required"),
            [.. row.List("after").Select(word => words.IndexOf(word) + 1)], row["doneWhen"]));
        return new OneThingRow(rows.Key, [.. parts]);
    }
}

/// <summary>The smallest task of one department.</summary>
/// <param name="After">Numbers, from 1, of the parts that must be done before; none = it may run beside them.</param>
/// <param name="DoneWhen">What must be true when it is signed off.</param>
public sealed record OneThingPart(
    string Part, string Zh, string En, bool Leads, DepartmentId Department, Limit Within, bool Required,
    ImmutableArray<int> After, string DoneWhen);
