using System.Collections.Immutable;
using Twin.City.Areas;
using Twin.City.Modes;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Modes;

/// <summary>The plans of the city, each with all its versions.</summary>
public sealed class PlanBook(IEventLog log)
{
    /// <summary>Key of the grain that writes them; there is one shelf of plans in a city.</summary>
    public const string Key = "city";

    public const string Stream = "plans";
    public const string Feed = "plans";

    private readonly FoldedStream<ImmutableSortedDictionary<string, ImmutableArray<PlanVersion>>> _stream = new(
        log, Stream, ImmutableSortedDictionary.Create<string, ImmutableArray<PlanVersion>>(StringComparer.Ordinal),
        static (plans, fact) => FactFamilies.City.Read(fact) is CityEvent.PlanWritten { Plan: var plan }
            ? plans.SetItem(plan.Id, Next(plans.GetValueOrDefault(plan.Id, []), plan, fact))
            : plans);

    /// <summary>By id; versions in their order, the last one holds.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<PlanVersion>> Now => _stream.Now;

    public PlanVersion? Find(string? id) =>
        id is not null && Now.TryGetValue(id, out var versions) ? versions[^1] : null;

    public Task CatchUp(CancellationToken cancel) => _stream.CatchUp(cancel);

    private static ImmutableArray<PlanVersion> Next(ImmutableArray<PlanVersion> before, Plan plan, Fact fact) =>
        before.Add(new PlanVersion(before.Length + 1, plan, fact.At, fact.Position));
}

/// <summary>A plan as it was written then.</summary>
public sealed record PlanVersion(int Version, Plan Plan, DateTimeOffset At, long Position);
