using Twin.City.Tables;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>A role and where it holds, as the test has it.</summary>
internal sealed record Bound(string Role, string? Home, string? Department);

/// <summary>A place with what lies there, as the test knows it: written down, never asked.</summary>
internal sealed record Spot(
    string Home, string? Department = null, string? StepOf = null, bool Sealed = false, bool IsAsker = false);

/// <summary>Who may see what, judged from the rows of roles.csv alone: the policy's second opinion.</summary>
internal static class Oracle
{
    /// <summary>As shipped: what a test tries with the product's table does not reach it.</summary>
    private static readonly Dictionary<string, RoleRow> Roles = CityTables.Roles.ToDictionary(row => row.Role);

    private static readonly string[] Words = ["caseText", "caseMedia", "caseContact"];
    private static readonly string[] Reach = ["areaCases", "departmentCases", "ownTasks", "sealedDisputes"];

    public static bool Sees(IReadOnlyList<Bound> subject, IEnumerable<string> scopes, Spot spot) =>
        scopes.Any(scope => scope switch
        {
            "public" or "signedIn" => true,
            "asker" => spot.IsAsker,
            _ => subject.Any(bound => Sees(bound, scope, spot)),
        });

    public static bool Reaches(IReadOnlyList<Bound> subject, Spot spot) => Sees(subject, Reach, spot);

    private static bool Sees(Bound bound, string scope, Spot spot)
    {
        var sees = Roles[bound.Role].Sees;
        if (!sees.Contains(scope))
        {
            return false;
        }

        var isHere = bound.Home is null || Covers(bound.Home, spot.Home);
        var isUnit = bound.Department is not null && bound.Department == spot.Department
            && (isHere || bound.Department is not ("StreetOffice" or "Community" or "Grid" or "DistrictGovernment"));
        return scope switch
        {
            "ownCases" => false,
            "departmentCases" => isUnit,
            "ownTasks" => isUnit || (spot.StepOf == bound.Role && isHere),
            "sealedDisputes" => spot.Sealed && isHere,
            _ when Words.Contains(scope) => (!spot.Sealed || sees.Contains("sealedDisputes"))
                && Reach.Any(one => Sees(bound, one, spot)),
            _ => isHere,
        };
    }

    private static bool Covers(string area, string home) => area == home || area == TinyCity.Root
        || (area == TinyCity.WestCommunity && home is "g-1" or "g-2")
        || (area == TinyCity.EastCommunity && home is "g-3" or "g-4");
}
