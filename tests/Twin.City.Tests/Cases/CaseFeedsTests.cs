using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

public class CaseFeedsTests
{
    private static readonly CaseId Id = new("case-1");

    [Fact]
    public void A_report_is_in_the_feeds_of_its_home_building_and_site()
    {
        var report = Reported() with { Building = new BuildingId("b-1"), Site = new KeySiteId("s-1") };

        Assert.Equal(["area:grid-north", "building:b-1", "site:s-1"], Feeds(report));
    }

    [Fact]
    public void A_moved_case_is_in_both_areas_feeds()
    {
        var filed = new CaseEvent.Filed("E0406", Severity.S3, Town.South, "no-1");

        Assert.Equal(["area:grid-south", "area:grid-north"], Feeds(Reported(), filed));
    }

    [Fact]
    public void A_merge_its_undoing_and_their_count_are_in_one_feed()
    {
        foreach (var happened in (CaseEvent[])
        [
            new CaseEvent.Merged(new CaseId("case-2"), 1, Confirmed: true),
            new CaseEvent.Unmerged(new CaseId("case-2"), Town.Text),
            new CaseEvent.DuplicateAdded(new CaseId("case-2"), Link: 3),
            new CaseEvent.DuplicateRemoved(new CaseId("case-2"), Link: 4),
        ])
        {
            Assert.Equal(["area:grid-north", "merges"], Feeds(Reported(), happened));
        }
    }

    [Fact]
    public void An_order_is_in_the_feeds_of_its_post_and_department()
    {
        var order = new CaseEvent.Dispatched(Town.NorthSeat, Town.Drainage, "o-1", null);

        Assert.Equal(["area:grid-north", "post:post-north", "department:Drainage"], Feeds(Reported(), order));
    }

    [Fact]
    public void An_acceptance_tells_the_posts_that_lost()
    {
        Assert.Equal(
            ["area:grid-north", "post:post-north", "post:post-south"],
            Feeds(
                Reported(), new CaseEvent.Dispatched(Town.NorthSeat, null, "o-1", null),
                new CaseEvent.Offered(Town.SouthSeat, TaskKind.Handle, "o-2", null),
                new CaseEvent.Accepted(Town.NorthSeat, null, "o-1", null)));
    }

    [Fact]
    public void An_end_tells_every_post_with_a_task()
    {
        Assert.Equal(
            ["area:grid-north", "post:post-north"],
            Feeds(
                Reported(), new CaseEvent.Dispatched(Town.NorthSeat, null, "o-1", null),
                new CaseEvent.Accepted(Town.NorthSeat, null, "o-1", null), new CaseEvent.Voided("Test")));
    }

    [Fact]
    public void A_check_is_in_the_feed_of_the_post_that_checks()
    {
        Assert.Equal(
            ["area:grid-north", "post:post-south"],
            Feeds(Reported(), new CaseEvent.CheckOpened(Town.SouthSeat, "o-3")));
    }

    [Fact]
    public void The_department_that_owns_a_case_hears_of_all_that_follows()
    {
        Assert.Equal(
            ["area:grid-north", "department:Drainage"],
            Feeds(
                Reported(), new CaseEvent.Dispatched(null, Town.Drainage, "o-1", null),
                new CaseEvent.Accepted(null, Town.Drainage, "o-1", null), new CaseEvent.Arrived(null)));
    }

    [Fact]
    public void A_department_that_loses_a_case_hears_of_it()
    {
        Assert.Equal(
            ["area:grid-north", "department:Drainage", "department:Parks"],
            Feeds(
                Reported(), new CaseEvent.Dispatched(null, Town.Drainage, "o-1", null),
                new CaseEvent.Dispatched(null, new DepartmentId("Parks"), "o-2", null)));
    }

    private static CaseEvent.Reported Reported() => new(
        CaseSource.App, Town.North, Town.Flood.At, false, null, null, null, "E0406", Severity.S3, "r", LimitBy.Class,
        null, null, null);

    /// <summary>The feeds of the last of these facts.</summary>
    private static ImmutableArray<string> Feeds(params ImmutableArray<CaseEvent> past)
    {
        var before = Town.Past(Id, past[..^1]);
        return CaseFeeds.Of(before, past[^1], Town.Past(Id, past));
    }
}
