using System.Collections.Immutable;

namespace Twin.City.Privacy;

/// <summary>A figure of fewer than ten households is not shown, and cannot be worked out from the others.</summary>
public static class FewHouseholds
{
    /// <summary>Domain: k = 10.</summary>
    public const int Least = 10;

    /// <summary>The figure, or null where it is of too few; nothing at all is no secret.</summary>
    public static int? Shown(int households) => households is > 0 and < Least ? null : households;

    /// <summary>Parts of a whole that is shown beside them.</summary>
    /// <remarks>One hidden part alone would be the whole less the others: the smallest of these goes too.</remarks>
    public static ImmutableArray<int?> Shown(ImmutableArray<int> parts)
    {
        var shown = parts.Select(Shown).ToArray();
        if (shown.Count(one => one is null) == 1 && shown.Any(one => one > 0))
        {
            var smallest = shown.Where(one => one > 0).Min();
            shown[Array.IndexOf(shown, smallest)] = null;
        }

        return [.. shown];
    }
}
