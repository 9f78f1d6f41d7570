using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Twin.City.Tables;

/// <summary>
/// One cell of roles.csv that is otherwise than shipped, to prove that the tests of rights would find it.
/// </summary>
/// <remarks>No option of the product reaches it. It is one for the whole process: such tests run alone.</remarks>
internal static class TriedCell
{
    private const string Nothing = "none";

    public static FrozenDictionary<string, CommandRow>? Commands { get; private set; }

    public static FrozenDictionary<string, RoleRow>? Roles { get; private set; }

    /// <summary>A role may give a command that it may not, or the other way round.</summary>
    public static void TurnMay(string role, string command)
    {
        Commands = CityTables.Commands
            .Select(row => row.Command == command ? row with { Who = Turned(row.Who, role) } : row)
            .ToFrozenDictionary(row => row.Command, StringComparer.Ordinal);
        Roles = CityTables.Roles
            .Select(row => row.Role == role ? row with { May = Turned(row.May, command) } : row)
            .ToFrozenDictionary(row => row.Role, StringComparer.Ordinal);
    }

    /// <summary>A role sees a scope that it does not, or the other way round.</summary>
    public static void TurnSees(string role, string scope) => Roles = CityTables.Roles
        .Select(row => row.Role == role ? row with { Sees = Turned(row.Sees, scope) } : row)
        .ToFrozenDictionary(row => row.Role, StringComparer.Ordinal);

    public static void Restore() => (Commands, Roles) = (null, null);

    private static ImmutableArray<string> Turned(
        ImmutableArray<string> words, string word) =>
        words.Contains(word) ? words.Remove(word) : words.Remove(Nothing).Add(word);
}
