using Twin.City.Cases;
using Twin.City.Tables;
using Twin.City.Triage;

namespace Twin.City.Tests.Triage;

public class RaisingRulesTests
{
    /// <summary>Rule; class; what is so; what is not enough; severity after it.</summary>
    public static TheoryData<string, string, string, string, Severity> Rules => new()
    {
        { "Rise.duplicates", "E0104", "duplicatesIn1h=10", "duplicatesIn1h=9", Severity.S3 },
        { "Rise.sensitiveSite", "E0104", "nearSite=School", "nearSite=Market", Severity.S3 },
        {
            "Rise.powerNeed", "X-HEAT", "householdNeed=oxygen;class affects supply=yes",
            "householdNeed=oxygen;class affects supply=no", Severity.S2
        },
        { "Rise.nightNoise", "X-NOISE", "localTime=23:30", "localTime=06:00", Severity.S3 },
        { "Scale.households50", "E0104", "householdsAffected=50", "householdsAffected=49", Severity.S3 },
        { "Scale.households1000", "E0104", "householdsAffected=1000", "householdsAffected=999", Severity.S2 },
        { "Scale.life", "E0104", "lifeDanger=yes", "lifeDanger=no", Severity.S1 },
        { "FireLane", "E0107", "onFireLane=yes", "onFireLane=no", Severity.S3 },
        { "FireLaneParking", "E0505", "onFireLane=yes", "onFireLane=no", Severity.S3 },
        { "MainRoad", "E0102", "roadClass=main", "roadClass=lane", Severity.S4 },
        { "Rubble", "E0103", "object=rubble", "object=heap", Severity.S4 },
        { "Silting", "E0105", "cause=silting", "cause=litter", Severity.S4 },
        { "Hole30", "E0110", "holeCm=31", "holeCm=30", Severity.S3 },
        { "FloodSeason", "E0111", "season=flood", "season=dry", Severity.S2 },
        { "FallingPieces", "E0113", "fallingPieces=yes", "fallingPieces=no", Severity.S2 },
        { "DangerSwim", "E0114", "dangerSwimming=yes", "dangerSwimming=no", Severity.S2 },
        { "NearForest", "E0115", "distanceForestM=499", "distanceForestM=500", Severity.S1 },
        { "Dead3", "E0117", "count=3", "count=2", Severity.S3 },
        { "WindWarning", "E0205", "windWarning=yes", "windWarning=no", Severity.S2 },
        { "NightWorks", "E0301", "localTime=22:00", "localTime=21:59", Severity.S2 },
        { "BuildingNear", "E0401", "distanceBuildingM=19", "distanceBuildingM=20", Severity.S1 },
        { "Water27", "E0406", "depthCm=28", "depthCm=27", Severity.S2 },
        { "Bridge", "E0407", "roadClass=bridge", "roadClass=lane", Severity.S3 },
        { "MainRoadSnow", "E0407", "roadClass=main", "roadClass=lane", Severity.S3 },
        { "LiveWire", "E0408", "liveWire=yes", "liveWire=no", Severity.S1 },
        { "Corridor", "E0507", "place=corridor", "place=street", Severity.S3 },
        { "NightNoiseShop", "E0508", "localTime=05:59", "localTime=06:00", Severity.S2 },
        { "CoverMissing", "C0101", "coverMissing=yes", "coverMissing=no", Severity.S2 },
        { "StormCover", "C0103", "floodWarning=yes", "floodWarning=no", Severity.S2 },
        { "BeforeRain", "C0104", "rainForecast=yes", "rainForecast=no", Severity.S3 },
        { "Leaning", "C0117", "leaning=yes", "leaning=no", Severity.S2 },
        { "BlockDark", "C0118", "lampsOut=5", "lampsOut=4", Severity.S3 },
        { "SharpEdge", "C0126", "sharpEdge=yes", "sharpEdge=no", Severity.S4 },
        { "StopSign", "C0209", "signKind=stop", "signKind=other", Severity.S3 },
        { "JunctionDark", "C0214", "junctionDark=yes", "junctionDark=no", Severity.S2 },
        { "TreeOnRoad", "C0402", "fallenOnRoad=yes", "fallenOnRoad=no", Severity.S2 },
        { "BasementFlood", "C0503", "flooded=yes", "flooded=no", Severity.S3 },
        { "OnlyLift", "X-LIFTREP", "onlyLift=yes;floors=10", "onlyLift=yes;floors=9", Severity.S3 },
        { "CoreSite", "X-OUT", "siteType=Hospital", "siteType=Shop", Severity.S2 },
        { "FiveIll", "X-FOOD", "ill=5", "ill=4", Severity.S2 },
        { "GasDevice", "X-DEV", "deviceType=gas", "deviceType=water", Severity.S3 },
        { "DogBite", "X-DOG", "bite=yes", "bite=no", Severity.S3 },
        { "AskedOn", "V-INFO", "answeredAtOnce=no", "answeredAtOnce=yes", Severity.S4 },
        { "CloseRoad", "E0406", "depthCm=41", "depthCm=40", Severity.S2 },
    };

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_fires_where_its_condition_holds_and_not_just_before(
        string key, string code, string so, string notEnough, Severity severity)
    {
        var kind = CaseClasses.All.Find(code)!;

        var raised = RaisingRules.Apply(kind, Severity.Unset, Around(so));

        Assert.Contains(key, raised.By.Select(rule => rule.Key));
        Assert.Equal(severity, raised.Severity);
        Assert.Equal(RaisingRules.Of(key).ClassTo ?? code, raised.Class);
        Assert.DoesNotContain(
            key, RaisingRules.Apply(kind, Severity.Unset, Around(notEnough)).By.Select(rule => rule.Key));
        Assert.DoesNotContain(
            key, RaisingRules.Apply(kind, Severity.Unset, Circumstances.None).By.Select(rule => rule.Key));
    }

    [Fact]
    public void Every_rule_has_its_example()
    {
        Assert.Equal(
            RaisingRules.All.Select(rule => rule.Key).Order(StringComparer.Ordinal),
            Rules.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_of_classes_exist_and_concern_them()
    {
        Assert.All(CityTables.Classes, kind => Assert.All(kind.RaisingRules, key =>
            Assert.True(RaisingRules.Of(key).Concerns(kind.Code), $"{kind.Code} names {key}.")));
    }

    [Fact]
    public void Levels_add_up_and_end_at_the_gravest()
    {
        var around = Around("nearSite=School;duplicatesIn1h=12;householdsAffected=1000");

        var raised = RaisingRules.Apply(CaseClasses.All.Find("E0104")!, Severity.Unset, around);

        Assert.Equal(Severity.S1, raised.Severity);
        Assert.Equal("Rise.duplicates;Rise.sensitiveSite;Scale.households50;Scale.households1000", raised.Cause);
    }

    [Fact]
    public void Steps_come_with_the_rule_and_what_was_given_is_not_lowered()
    {
        var raised = RaisingRules.Apply(CaseClasses.All.Find("C0104")!, Severity.S1, Around("rainForecast=yes"));

        Assert.Equal(Severity.S1, raised.Severity);
        Assert.Equal("done", Assert.Single(raised.Steps).Name);
        Assert.Equal(TimeSpan.FromHours(4), raised.Steps[0].Within!.Value.Length);
    }

    [Theory]
    [InlineData("a <> b")]
    [InlineData("depth >= deep")]
    [InlineData("")]
    public void A_condition_that_cannot_be_read_is_loud(string when)
    {
        Assert.Throws<FormatException>(() => RaisingCondition.Parse(when));
    }

    private static Circumstances Around(string so) => so.Split(';').Select(term => term.Split('='))
        .Aggregate(Circumstances.None, (around, term) => around.With(term[0], term[1]));
}
