using FsCheck;
using FsCheck.Fluent;
using Twin.City.Points;

namespace Twin.City.Tests.Points;

/// <summary>Points are for service, end after two years, and nothing but a redemption takes any away.</summary>
public class PointsTests
{
    private static readonly KeySiteId Shop = new("s-1");

    [Theory]
    [InlineData(ServiceKind.HazardReport, 1, 2)]
    [InlineData(ServiceKind.VolunteerHour, 3, 15)]
    [InlineData(ServiceKind.TopicAttendance, 1, 3)]
    [InlineData(ServiceKind.DrillHelper, 1, 5)]
    [InlineData(ServiceKind.VolunteerHour, 12, 20)]
    public void Service_earns_what_the_table_says_up_to_the_limit_of_a_day(
        ServiceKind service, int count, int points) =>
        Assert.Equal(points, Earn(Card, service, count).BalanceAt(Town.Morning));

    [Fact]
    public void A_day_is_one_of_the_city_and_the_next_one_begins_anew()
    {
        // 02:00 UTC is ten in the morning; fifteen hours later it is the next day there.
        var full = Earn(Card, ServiceKind.VolunteerHour, 4);
        Assert.Equal("DayFull", Refusal(full, Town.Morning.AddHours(13)));
        Assert.Null(Refusal(full, Town.Morning.AddHours(14)));
    }

    [Fact]
    public void The_oldest_are_spent_first_and_what_is_left_ends_after_two_years()
    {
        var card = Earn(Card, ServiceKind.VolunteerHour, 2);
        card = Earn(card, ServiceKind.VolunteerHour, 2, Town.Morning.AddMonths(12));
        card = Spend(card, 12, Town.Morning.AddMonths(13));

        Assert.Equal(8, card.BalanceAt(Town.Morning.AddMonths(13)));
        Assert.Equal(8, card.BalanceAt(Town.Morning.AddMonths(24)));
        Assert.Equal(0, card.BalanceAt(Town.Morning.AddMonths(36)));
        Assert.Equal([10, 10, -12], card.Lines.Select(line => line.Points));
    }

    [Fact]
    public void More_than_there_is_cannot_be_spent_and_without_a_card_there_is_nothing()
    {
        var card = Earn(Card, ServiceKind.HazardReport, 1);

        Assert.Equal("PointsTooFew", PointsDecisions.Redeem(card, 3, Shop, Town.Morning).Refusal?.Code);
        Assert.Equal("FieldInvalid", PointsDecisions.Redeem(card, 0, Shop, Town.Morning).Refusal?.Code);
        Assert.Equal("FieldInvalid", PointsDecisions.Redeem(card, -5, Shop, Town.Morning).Refusal?.Code);
        Assert.Equal("CardUnknown", PointsDecisions.Redeem(PointsCard.None, 1, Shop, Town.Morning).Refusal?.Code);
        Assert.Equal("CardOpen", PointsDecisions.OpenCard(card, CardKind.Household, Town.North).Refusal?.Code);
        Assert.Equal("FieldInvalid", PointsDecisions.Earn(
            card, ServiceKind.HazardReport, -1, Town.Morning, Town.Zone).Refusal?.Code);
    }

    [Fact]
    public void Whatever_happens_the_balance_is_what_was_earned_within_two_years_less_what_was_spent()
    {
        Prop.ForAll(Gen.Choose(0, 99).ArrayOf(60).ToArbitrary(), choices =>
        {
            var (card, now, earned, spent) = (Card, Town.Morning, 0, 0);
            foreach (var choice in choices)
            {
                now = now.AddHours(choice);
                var decision = choice % 3 == 0
                    ? PointsDecisions.Redeem(card, (choice % 7) + 1, Shop, now)
                    : PointsDecisions.Earn(card, (ServiceKind)(choice % 4), 1 + (choice % 3), now, Town.Zone);
                foreach (var happened in decision.Happened)
                {
                    card = card.After(happened, now);
                    earned += happened is PointsEvent.Earned e ? e.Points : 0;
                    spent += happened is PointsEvent.Redeemed r ? r.Points : 0;
                }

                Assert.True(card.BalanceAt(now) >= 0);
                Assert.True(card.EarnedOn(PointsCard.DayOf(now, Town.Zone), Town.Zone) <= PointsDecisions.DayMost);
            }

            // Sixty steps of at most four days: nothing has ended yet.
            Assert.Equal(earned - spent, card.BalanceAt(now));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static PointsCard Card =>
        PointsCard.None.After(new PointsEvent.CardOpened(CardKind.Volunteer, Town.North), Town.Morning);

    private static PointsCard Earn(PointsCard card, ServiceKind service, int count, DateTimeOffset? at = null) =>
        card.After(
            PointsDecisions.Earn(card, service, count, at ?? Town.Morning, Town.Zone).Happened.Single(),
            at ?? Town.Morning);

    private static PointsCard Spend(PointsCard card, int points, DateTimeOffset at) =>
        card.After(PointsDecisions.Redeem(card, points, Shop, at).Happened.Single(), at);

    private static string? Refusal(PointsCard card, DateTimeOffset at) =>
        PointsDecisions.Earn(card, ServiceKind.HazardReport, 1, at, Town.Zone).Refusal?.Code;
}
