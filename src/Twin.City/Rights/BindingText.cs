using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Rights;

/// <summary>Role bindings as text: <c>Role@home/Department</c>, parted by blanks.</summary>
/// <remarks>Home and department may be left out.</remarks>
public static class BindingText
{
    public static string Write(IEnumerable<RoleBinding> bindings) => string.Join(' ', bindings.Select(one =>
        one.Role + (one.Home is { } home ? $"@{home.Value}" : "")
        + (one.Department is { } unit ? $"/{unit.Value}" : "")));

    /// <exception cref="FormatException">A role or department is none of the tables, or a role needs one.</exception>
    public static ImmutableArray<RoleBinding> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static RoleBinding One(string word)
    {
        var (left, unit) = word.Split('/', 2) is [var before, var after] ? (before, after) : (word, null);
        var (role, home) = left.Split('@', 2) is [var name, var place] ? (name, place) : (left, null);
        if (!CityTables.RoleOf.TryGetValue(role, out var row) || role == "System")
        {
            throw new FormatException($"Found the role '{role}'; expected one of roles.csv, such as ShiftLead.");
        }

        if (unit is not null && !CityTables.DepartmentOf.ContainsKey(new DepartmentId(unit)))
        {
            throw new FormatException($"Found the department '{unit}'; expected a key of departments.csv.");
        }

        if (row.BoundTo == RoleBound.Department && unit is null)
        {
            throw new FormatException($"Found {role} without a department; expected such as {role}/Drainage.");
        }

        return new RoleBinding(
            role, home is null ? null : new HomeId(home), unit is null ? null : new DepartmentId(unit));
    }
}
