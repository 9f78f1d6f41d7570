using System.Collections.Immutable;
using Twin.City.Areas;

namespace Twin.City.Tables;

/// <summary>Finds a class by its code, as its rules stood at a moment.</summary>
public sealed class CaseClasses
{
    private readonly ImmutableDictionary<string, ImmutableArray<ClassVersion>> _versions;

    public CaseClasses(IEnumerable<CaseClass> classes)
        : this(classes.ToImmutableDictionary(
            row => row.Code, row => ImmutableArray.Create(new ClassVersion(row, null, "")), StringComparer.Ordinal))
    {
    }

    private CaseClasses(ImmutableDictionary<string, ImmutableArray<ClassVersion>> versions) => _versions = versions;

    /// <summary>The classes of classes.csv.</summary>
    public static CaseClasses All { get; } = new(CityTables.Classes);

    /// <summary>The class as it is shipped: its names, kind and flags hold for all versions.</summary>
    public CaseClass? Find(string? code) => VersionsOf(code) is [var first, ..] ? first.Class : null;

    /// <summary>The class with the rules that held at a moment.</summary>
    public CaseClass? Find(string? code, DateTimeOffset at)
    {
        var versions = VersionsOf(code);
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            if (versions[i].ValidFrom is not { } from || from <= at) return versions[i].Class;
        }

        return null;
    }

    /// <summary>The versions of a class by the day they hold from, the shipped one first.</summary>
    public ImmutableArray<ClassVersion> VersionsOf(string? code) =>
        code is not null && _versions.TryGetValue(code, out var versions) ? versions : [];

    /// <summary>The same with one change more; one for the same moment takes the place of the former.</summary>
    public CaseClasses With(CityEvent.ClassChanged changed)
    {
        if (Find(changed.Class) is not { } shipped) return this;
        var next = new ClassVersion(
            shipped with
            {
                Severity = changed.Severity,
                Departments = changed.Departments.Items,
                HandleSteps = [.. changed.HandleSteps.Items.Select(HandleStep.Parse)],
            },
            changed.ValidFrom,
            changed.Source);
        return new CaseClasses(_versions.SetItem(
            changed.Class,
            [
                .. VersionsOf(changed.Class).Where(one => one.ValidFrom != next.ValidFrom).Append(next)
                    .OrderBy(one => one.ValidFrom ?? DateTimeOffset.MinValue),
            ]));
    }
}

/// <summary>A class as it holds from a moment on.</summary>
/// <param name="ValidFrom">Null = as shipped, from the beginning.</param>
/// <param name="Source">Whose word it is; empty as shipped.</param>
public sealed record ClassVersion(CaseClass Class, DateTimeOffset? ValidFrom, string Source);
