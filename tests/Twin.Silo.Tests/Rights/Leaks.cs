using System.Reflection;
using System.Text.Json;
using Twin.City.Rights;

namespace Twin.Silo.Tests.Rights;

/// <summary>Walks an answer along its record and finds fields that should not be there.</summary>
internal sealed class Leaks(IReadOnlyDictionary<string, Spot> spots)
{
    /// <summary>The field by which an element says what it is about.</summary>
    private static readonly Dictionary<string, string> Identities = new(StringComparer.Ordinal)
    {
        ["ChildBoardView"] = "id",
        ["PostView"] = "id",
        ["BellView"] = "caseId",
        ["PressingView"] = "caseId",
        ["PromiseView"] = "caseId",
        ["CaseRow"] = "caseId",
        ["CaseView"] = "caseId",
        ["MarkView"] = "caseId",
        ["PostMarkView"] = "post",
        ["TaskView"] = "caseId",
    };

    private readonly HashSet<(string View, string Field)> _seen = [];

    public List<string> Found { get; } = [];

    public long Cells { get; private set; }

    public int Visited => _seen.Count;

    public void Look(IReadOnlyList<Bound> subject, Spot spot, Type type, JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var inner = type.IsArray ? type.GetElementType()! : type;
            foreach (var one in element.EnumerateArray())
            {
                Look(subject, spot, inner, one, where);
            }

            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (element.ValueKind != JsonValueKind.Object || type.Namespace != "Twin.Contracts")
        {
            return;
        }

        spot = About(type, element, spot);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            Cells++;
            if (!element.TryGetProperty(field, out var value))
            {
                continue;
            }

            _seen.Add((type.Name, field));
            if (!Allows(subject, type.Name, field, spot))
            {
                Found.Add($"{where}: {type.Name}.{field} of {spot.Home} seen by {string.Join(" + ", subject)}");
            }

            Look(subject, spot, property.PropertyType, value, where);
        }
    }

    private static bool Allows(IReadOnlyList<Bound> subject, string view, string field, Spot spot)
    {
        // Where a filed dispute is says whose it is.
        var isPlace = field is "lng" or "lat" or "building" or "buildingNumber" or "site";
        if (isPlace && spot.Sealed && !Oracle.Sees(subject, ["sealedDisputes"], spot))
        {
            return false;
        }

        return RightTables.FieldOf.TryGetValue((view, field), out var sees)
            && Oracle.Sees(subject, sees.ToString().Split(';'), spot);
    }

    private Spot About(Type type, JsonElement element, Spot spot) =>
        Identities.TryGetValue(type.Name, out var identity)
        && element.TryGetProperty(identity, out var id)
        && id.GetString() is { } known && spots.TryGetValue(known, out var own)
            ? own with { IsAsker = spot.IsAsker }
            : spot;
}
