using System.Collections.Frozen;

namespace Twin.City.Tables;

/// <summary>Every "no" with its sentence.</summary>
public static class Refusals
{
    private static readonly FrozenDictionary<string, Refusal> ByCode =
        CityTables.Refusals.ToFrozenDictionary(row => row.Code, StringComparer.Ordinal);

    public static Refusal NotAllowed { get; } = Of("NotAllowed");

    public static Refusal StaleVersion { get; } = Of("StaleVersion");

    /// <summary>The refusal of this code; an unknown code is our own mistake.</summary>
    public static Refusal Of(string code) => ByCode.TryGetValue(code, out var refusal)
        ? refusal
        : throw new ArgumentException($"Found code '{code}'; expected one of refusals.csv.", nameof(code));

    /// <summary>One field is wrong; the answer names it.</summary>
    public static Refusal FieldInvalid(string field) => Of("FieldInvalid") with { Field = field };
}
