using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.KeySites;

/// <summary>When somebody of the city was last at a key site: a fold of its feed. Who it was is not kept.</summary>
/// <param name="Newest">The newest first.</param>
public sealed record SiteVisits(ImmutableArray<SiteVisit> Newest)
{
    /// <summary>More is history, and has its own pages.</summary>
    public const int Most = 20;

    public static SiteVisits None { get; } = new([]);

    public SiteVisits After(Committed fact) => !IsVisit(fact.Happened)
        ? this
        : new(
            [
                new SiteVisit(fact.Happened.OccurredOr(fact.At), fact.Case, CaseWords.FactOf(fact.Happened)),
                .. Newest.Take(Most - 1),
            ]);

    /// <summary>When the next look is due; null where nobody has been there since the log began.</summary>
    /// <param name="last">The last visit.</param>
    public static DateTimeOffset? NextDue(SiteTypeRow type, DateTimeOffset? last) => last?.AddDays(type.LookDays);

    private static bool IsVisit(CaseEvent happened) => happened switch
    {
        CaseEvent.Arrived or CaseEvent.HandledOnSpot or CaseEvent.SpotConfirmed or CaseEvent.NothingFound
            or CaseEvent.CheckPassed or CaseEvent.CheckFailed => true,
        CaseEvent.Contacted e => e.Channel == Channel.Visit,
        CaseEvent.ObligationMoved e => e.Stage == ObligationStage.Arrived,
        _ => false,
    };
}

/// <param name="Fact">What brought somebody there, such as Arrived or CheckPassed.</param>
public sealed record SiteVisit(DateTimeOffset At, CaseId Case, string Fact);
