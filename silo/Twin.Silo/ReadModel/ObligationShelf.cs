using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Obligations;

namespace Twin.Silo.ReadModel;

/// <summary>What departments owe, as a fold of the whole log; only cases that departments owe are kept.</summary>
/// <remarks>The case uses the same folds, so list and case cannot differ. Not safe for two threads.</remarks>
internal sealed class ObligationShelf
{
    private readonly Dictionary<CaseId, Held> _cases = [];
    private readonly Dictionary<DepartmentId, HashSet<CaseId>> _byDepartment = [];

    public void Apply(Committed fact)
    {
        var known = _cases.TryGetValue(fact.Case, out var before);
        var held = before ?? Held.Nothing;
        var obligations = ObligationFold.After(held.Obligations, fact.Happened, fact.Version, fact.At);
        if (!known && obligations.IsEmpty)
        {
            return;
        }

        var clocks = CaseClocks.After(held.Clocks, fact.Happened, fact.Version, fact.At)
            .RemoveAll(clock => clock.Id.Obligation is null);
        _cases[fact.Case] = new Held(obligations, clocks, HomeOf(fact) ?? held.Home);
        foreach (var one in obligations)
        {
            Index(fact.Case, one.Department, obligations);
        }

        foreach (var one in held.Obligations)
        {
            Index(fact.Case, one.Department, obligations);
        }
    }

    /// <summary>What the department owes or waits to be rated for, in no order.</summary>
    public IEnumerable<OwedRow> OwedBy(DepartmentId department) =>
        from id in _byDepartment.GetValueOrDefault(department, [])
        let held = _cases[id]
        from one in held.Obligations
        where one.Department == department && !one.IsEnded
        select new OwedRow(id, held.Home, ObligationMemory.Of(one, held.Clocks));

    private void Index(CaseId id, DepartmentId department, ImmutableArray<ObligationState> obligations)
    {
        var owes = obligations.Any(one => one.Department == department && !one.IsEnded);
        if (owes && !_byDepartment.ContainsKey(department))
        {
            _byDepartment.Add(department, []);
        }

        if (owes)
        {
            _byDepartment[department].Add(id);
        }
        else if (_byDepartment.TryGetValue(department, out var cases))
        {
            cases.Remove(id);
        }
    }

    /// <summary>The feeds of a fact name its home first.</summary>
    private static HomeId? HomeOf(Committed fact)
    {
        foreach (var mark in fact.Feeds)
        {
            if (CaseFeeds.HomeOf(mark.Feed) is { } home)
            {
                return home;
            }
        }

        return null;
    }

    private sealed record Held(
        ImmutableArray<ObligationState> Obligations, ImmutableArray<CaseClock> Clocks, HomeId Home)
    {
        public static readonly Held Nothing = new([], [], default);
    }
}

/// <summary>One obligation and where its case is.</summary>
internal readonly record struct OwedRow(CaseId Case, HomeId Home, ObligationMemory Memory);
