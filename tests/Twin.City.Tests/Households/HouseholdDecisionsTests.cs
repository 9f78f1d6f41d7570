using Twin.City.Households;

namespace Twin.City.Tests.Households;

public class HouseholdDecisionsTests
{
    private static readonly Actor Resident = new("a-resident", ["Resident"]);

    [Fact]
    public void A_household_declares_how_it_is_used()
    {
        var happened = Assert.Single(
            HouseholdDecisions.Declare(HouseholdState.Empty, Occupancy.Let, Resident).Happened);

        Assert.Equal(Occupancy.Let, HouseholdState.Empty.After(happened).Occupancy);
    }

    [Fact]
    public void The_same_again_stores_nothing()
    {
        var decision = HouseholdDecisions.Declare(HouseholdState.Empty, Occupancy.Unknown, Resident);

        Assert.Empty(decision.Happened);
        Assert.Null(decision.Refusal);
    }

    [Fact]
    public void Others_and_unknown_words_are_refused()
    {
        Assert.Equal(
            "NotAllowed", HouseholdDecisions.Declare(HouseholdState.Empty, Occupancy.Let, Town.Filer).Refusal?.Code);
        Assert.Equal(
            "occupancy", HouseholdDecisions.Declare(HouseholdState.Empty, (Occupancy)42, Resident).Refusal?.Field);
    }
}
