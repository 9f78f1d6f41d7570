using System.Collections.Frozen;
using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Rights;

/// <summary>A set of scopes: the words of <c>sees</c> in roles.csv, and three that no role needs.</summary>
public readonly record struct ScopeSet(ulong Bits)
{
    public const string Public = "public";
    public const string SignedIn = "signedIn";

    /// <summary>Whoever did it gets the answer.</summary>
    public const string Asker = "asker";

    public static ImmutableArray<string> Words { get; } =
        [Public, SignedIn, Asker, .. CityTables.Roles.SelectMany(role => role.Sees).Distinct().Except(["none", "all"])];

    private static readonly FrozenDictionary<string, int> Places =
        Words.Select((word, at) => KeyValuePair.Create(word, at)).ToFrozenDictionary(StringComparer.Ordinal);

    public static ScopeSet None => default;

    public static ScopeSet OfEverybody { get; } = Of(Public);

    /// <exception cref="KeyNotFoundException">A word is no scope of roles.csv.</exception>
    public static ScopeSet Of(params IEnumerable<string> words)
    {
        var bits = 0UL;
        foreach (var word in words)
        {
            bits |= 1UL << (Places.TryGetValue(word, out var place)
                ? place
                : throw new KeyNotFoundException(
                    $"Found the scope '{word}'; expected one of {string.Join(", ", Words)}. Correct the table."));
        }

        return new ScopeSet(bits);
    }

    public bool Meets(ScopeSet other) => (Bits & other.Bits) != 0;

    public bool Has(string word) => (Bits & (1UL << Places[word])) != 0;

    public ScopeSet With(ScopeSet other) => new(Bits | other.Bits);

    public ScopeSet And(ScopeSet other) => new(Bits & other.Bits);

    public ScopeSet Without(ScopeSet other) => new(Bits & ~other.Bits);

    public override string ToString() => string.Join(';', Words.Where(Has));
}
