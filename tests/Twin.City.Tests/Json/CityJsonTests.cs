using System.Reflection;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Households;
using Twin.City.Json;
using Twin.City.Posts;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.City.Tests.Json;

public class CityJsonTests
{
    /// <summary>Obligations and bells have a table of their own, and a change of the map is no command.</summary>
    private static readonly string[] OfNoCommand =
    [
        "case/ObligationMoved", "case/ObligationNoted", "case/ObligationRated", "case/ObligationSupervised",
        "case/OfferSeen", "case/BellAnswered", "case/DisputeRouted", "case/AgreementMade", "case/AgreementBroken",
        "case/Rehomed",
    ];

    [Fact]
    public void A_fact_reads_like_a_sentence()
    {
        var fact = new CaseEvent.Reported(
            CaseSource.Hotline, Town.North, new LngLat(120.25, 29.5), false, new BuildingId("b-1"), null,
            new Words("t-1", "ab"), "E0406", Severity.S3, "hash", LimitBy.Source, null,
            new DateTimeOffset(2011, 7, 1, 8, 0, 0, TimeSpan.Zero), "编号 17/\"x\"");

        var (kind, payload) = CityJson.Encode(fact);

        Assert.Equal("case/Reported", kind);
        Assert.Equal(
            """
            {"source":"Hotline","home":"grid-north","at":{"lng":120.25,"lat":29.5},"defaultPlace":false,
            "building":"b-1","words":{"textId":"t-1","sha256":"ab"},"classProposed":"E0406","severityProposed":"S3",
            "receiptHash":"hash","limitBy":"Source","occurredAt":"2011-07-01T08:00:00+00:00",
            "sourceRef":"编号 17/\"x\"","lifeDanger":false}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(payload.Span));
        Assert.Equal(fact, CityJson.DecodeCase(kind, CityJson.Schema, payload));
    }

    [Fact]
    public void Every_fact_of_chance_comes_back_as_it_went()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ArrayOf(150).ToArbitrary(), choices =>
        {
            foreach (var fact in TownLog.Of(choices).Facts)
            {
                var (kind, payload) = CityJson.Encode(fact.Happened);
                Assert.Equal(fact.Happened, CityJson.DecodeCase(kind, CityJson.Schema, payload));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void A_fact_that_was_stored_before_a_field_was_added_is_read_as_it_was()
    {
        static CaseEvent Read(string kind, string json) =>
            CityJson.DecodeCase(kind, CityJson.Schema, Encoding.UTF8.GetBytes(json));

        Assert.Equal(
            new CaseEvent.DuplicateAdded(new CaseId("c-2"), Severity.S3, "Rise.duplicates"),
            Read("case/DuplicateAdded", """{"duplicate":"c-2","severity":"S3","rule":"Rise.duplicates"}"""));
        Assert.Equal(
            new CaseEvent.DuplicateRemoved(new CaseId("c-2")),
            Read("case/DuplicateRemoved", """{"duplicate":"c-2"}"""));
        Assert.Equal(
            new CaseEvent.Offered(Town.NorthSeat, TaskKind.Check, "c-1.7", null),
            Read("case/Offered", """{"post":"post-north","task":"Check","offer":"c-1.7"}"""));
    }

    [Fact]
    public void Every_kind_word_is_a_fact_of_the_table()
    {
        var facts = CityTables.Commands.Select(row => "case/" + row.Fact).ToHashSet();

        Assert.Equal(OfNoCommand.Order(), Kinds(typeof(CaseEvent)).Except(facts).Order());
    }

    [Fact]
    public void Facts_of_other_nouns_come_back_too()
    {
        var seated = new PostEvent.SignedOn("a-1");
        var declared = new HouseholdEvent.OccupancyDeclared(Occupancy.Let);
        var reserved = new NumberEvent.NumbersReserved(new DateOnly(2026, 5, 15), 100);
        var imported = new CityEvent.Imported("buildings", "abc", "def", 3, 4, 2, 1, 1);

        Assert.Equal(seated, Back(CityJson.Encode(seated), CityJson.DecodePost));
        Assert.Equal(declared, Back(CityJson.Encode(declared), CityJson.DecodeHousehold));
        Assert.Equal(reserved, Back(CityJson.Encode(reserved), CityJson.DecodeNumber));
        Assert.Equal(imported, Back(CityJson.Encode(imported), CityJson.DecodeCity));
        var announced = new CityEvent.CalendarChanged(
            new(new CalendarDay(new DateOnly(2027, 2, 5), Works: false, "春节")), "通知");
        Assert.Equal(announced, Back(CityJson.Encode(announced), CityJson.DecodeCity));
        var changed = new CityEvent.ClassChanged(
            "E0110", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Severity.S3,
            new(new DepartmentId("Construction")), new("warn=PT2H/E", "fix=P3D/D"), "通知");
        Assert.Equal(changed, Back(CityJson.Encode(changed), CityJson.DecodeCity));
        Assert.Equal("""{"occupancy":"Let"}""", Encoding.UTF8.GetString(CityJson.Encode(declared).Payload.Span));
    }

    [Fact]
    public void Fields_of_a_later_version_do_no_harm_and_missing_ones_are_empty()
    {
        var later = """{"class":"E0406","severity":"S1","home":"g","caseNo":"n","moved":null,"new":{"x":[1]}}"""u8;
        var earlier = """{"post":"p"}"""u8;

        Assert.Equal(
            new CaseEvent.Filed("E0406", Severity.S1, new HomeId("g"), "n"),
            CityJson.DecodeCase("case/Filed", 1, later.ToArray()));
        Assert.Equal(
            new CaseEvent.CheckPassed(new PostId("p"), null),
            CityJson.DecodeCase("case/CheckPassed", 1, earlier.ToArray()));
        var place = """{"x":{"lat":1},"lat":2,"lng":3}"""u8;
        var spot = Encoding.UTF8.GetBytes($$"""{"at":{{Encoding.UTF8.GetString(place)}},"post":"p","home":"g"}""");
        var onSpot = Assert.IsType<CaseEvent.HandledOnSpot>(CityJson.DecodeCase("case/HandledOnSpot", 1, spot));
        Assert.Equal(new LngLat(3, 2), onSpot.At);
    }

    [Fact]
    public void What_this_program_does_not_know_is_loud()
    {
        Assert.Throws<FormatException>(() => CityJson.DecodeCase("case/Teleported", 1, "{}"u8.ToArray()));
        Assert.Throws<FormatException>(() => CityJson.DecodeCase("case/Closed", 2, "{}"u8.ToArray()));
        Assert.Throws<FormatException>(() => CityJson.DecodePost("case/Closed", 1, "{}"u8.ToArray()));
        Assert.Throws<JsonException>(() => CityJson.DecodeCase("case/Filed", 1, """{"severity":"S9"}"""u8.ToArray()));
    }

    [Fact]
    public void A_board_at_rest_comes_back_as_it_went()
    {
        var log = TownLog.Of(Enumerable.Range(1, 300).Select(i => i * 7_919));
        var fold = new BoardFold(Town.North, 100);
        foreach (var fact in log.FeedOf(Town.North)) fold.Apply(fact);
        var memory = fold.Memory();

        var back = CityJson.DecodeBoard(CityJson.Encode(memory));

        Assert.Equal(memory.Board, back.Board);
        Assert.Equal(memory.Open, back.Open);
        Assert.Equal((memory.Home, memory.Households), (back.Home, back.Households));
    }

    private static TFamily Back<TFamily>(
        EncodedFact fact, Func<string, int, ReadOnlyMemory<byte>, TFamily> decode) =>
        decode(fact.Kind, CityJson.Schema, fact.Payload);

    private static IEnumerable<string> Kinds(Type family) => family
        .GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(family))
        .Select(type => "case/" + type.Name).Order();
}
