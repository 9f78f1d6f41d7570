using System.Collections.Frozen;

namespace Twin.City.Tables;

/// <summary>Finds a class by its code.</summary>
public sealed class CaseClasses(IEnumerable<CaseClass> classes)
{
    private readonly FrozenDictionary<string, CaseClass> _classes =
        classes.ToFrozenDictionary(row => row.Code, StringComparer.Ordinal);

    /// <summary>The classes of classes.csv.</summary>
    public static CaseClasses All { get; } = new(CityTables.Classes);

    public CaseClass? Find(string? code) => code is null ? null : _classes.GetValueOrDefault(code);
}
