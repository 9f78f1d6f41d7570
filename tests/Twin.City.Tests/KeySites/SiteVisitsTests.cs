using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.KeySites;
using Twin.City.Obligations;
using Twin.City.Tables;

namespace Twin.City.Tests.KeySites;

public class SiteVisitsTests
{
    public static TheoryData<CaseEvent, bool> Facts => new()
    {
        { new CaseEvent.Arrived(Town.NorthSeat), true },
        { new CaseEvent.SpotConfirmed(Town.NorthSeat, null, true, null), true },
        { new CaseEvent.NothingFound(Town.NorthSeat, null), true },
        { new CaseEvent.CheckPassed(Town.NorthSeat, null), true },
        { new CaseEvent.CheckFailed(Town.NorthSeat, "NotFixed", null, true, null), true },
        { new CaseEvent.Contacted(Channel.Visit, null), true },
        { new CaseEvent.Contacted(Channel.Call, null), false },
        { new CaseEvent.ObligationMoved(new ObligationId("7"), ObligationStage.Arrived), true },
        { new CaseEvent.ObligationMoved(new ObligationId("7"), ObligationStage.NoShow), false },
        { new CaseEvent.Handled(Town.NorthSeat, null, null, null), false },
        { new CaseEvent.Closed(), false },
    };

    [Theory, MemberData(nameof(Facts))]
    public void Whoever_stood_there_has_visited_it(CaseEvent happened, bool isVisit) =>
        Assert.Equal(isVisit ? 1 : 0, SiteVisits.None.After(Fact(1, happened)).Newest.Length);

    [Fact]
    public void The_newest_visits_are_kept_and_older_ones_are_history()
    {
        var visits = Enumerable.Range(1, 30).Aggregate(
            SiteVisits.None, (known, number) => known.After(Fact(number, new CaseEvent.Arrived(null))));

        Assert.Equal(SiteVisits.Most, visits.Newest.Length);
        Assert.Equal(Town.Morning.AddMinutes(30), visits.Newest[0].At);
        Assert.Equal(visits.Newest.OrderByDescending(visit => visit.At), visits.Newest);
    }

    [Fact]
    public void An_older_record_tells_when_it_was_and_not_when_it_came()
    {
        var then = Town.Morning.AddDays(-90);

        var visit = Assert.Single(SiteVisits.None.After(
            Fact(1, new CaseEvent.CheckPassed(null, null, then))).Newest);

        Assert.Equal((then, "CheckPassed"), (visit.At, visit.Fact));
    }

    [Fact]
    public void The_next_look_is_due_by_the_type_and_unknown_where_nobody_ever_looked()
    {
        var hazmat = CityTables.SiteTypeOf["Hazmat"];

        Assert.Equal(Town.Morning.AddDays(7), SiteVisits.NextDue(hazmat, Town.Morning));
        Assert.Null(SiteVisits.NextDue(hazmat, null));
    }

    [Fact]
    public void Every_type_has_words_a_hazard_and_a_rhythm_of_looks()
    {
        Assert.Equal(27, CityTables.SiteTypeOf.Count);
        Assert.All(CityTables.SiteTypeOf.Values, row =>
        {
            Assert.All([row.Zh, row.En, row.HazardZh, row.HazardEn], word => Assert.NotEqual("", word));
            Assert.InRange(row.LookDays, 1, 90);
        });
    }

    private static Committed Fact(int number, CaseEvent happened) => new(
        new CaseId("case-1"), number, number, ImmutableArray<FeedMark>.Empty, Town.Morning.AddMinutes(number), null,
        happened);
}
