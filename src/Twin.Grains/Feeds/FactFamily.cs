using Twin.City.Admissions;
using Twin.City.Areas;
using Twin.City.Campaigns;
using Twin.City.Cases;
using Twin.City.Devices;
using Twin.City.Duty;
using Twin.City.Handovers;
using Twin.City.Households;
using Twin.City.Json;
using Twin.City.Modes;
using Twin.City.Points;
using Twin.City.Posts;
using Twin.City.Ratings;
using Twin.City.Resources;
using Twin.City.SourceFixes;
using Twin.City.Topics;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>How one noun's facts are written to the log and read back.</summary>
internal sealed record FactFamily<TEvent>(
    Func<TEvent, EncodedFact> Encode, Func<string, int, ReadOnlyMemory<byte>, TEvent> Decode)
{
    public TEvent Read(Fact fact) => Decode(fact.Kind, fact.Schema, fact.Payload);
}

/// <summary>The families of grains that write a stream of their own.</summary>
internal static class FactFamilies
{
    public static FactFamily<CaseEvent> Cases { get; } = new(CityJson.Encode, CityJson.DecodeCase);

    public static FactFamily<PostEvent> Posts { get; } = new(CityJson.Encode, CityJson.DecodePost);

    public static FactFamily<HouseholdEvent> Households { get; } = new(CityJson.Encode, CityJson.DecodeHousehold);

    public static FactFamily<AreaEvent> Areas { get; } = new(CityJson.Encode, CityJson.DecodeArea);

    public static FactFamily<CityEvent> City { get; } = new(CityJson.Encode, CityJson.DecodeCity);

    public static FactFamily<StockEvent> Stocks { get; } = new(CityJson.Encode, CityJson.DecodeStock);

    public static FactFamily<ModeEvent> Modes { get; } = new(CityJson.Encode, CityJson.DecodeMode);

    public static FactFamily<RosterEvent> Duty { get; } = new(CityJson.Encode, CityJson.DecodeRoster);

    public static FactFamily<HandoverEvent> Handovers { get; } = new(CityJson.Encode, CityJson.DecodeHandover);

    public static FactFamily<AdmissionEvent> Admissions { get; } =
        new(CityJson.Encode, CityJson.DecodeAdmission);

    public static FactFamily<PointsEvent> Points { get; } = new(CityJson.Encode, CityJson.DecodePoints);

    public static FactFamily<SourceFixEvent> SourceFixes { get; } =
        new(CityJson.Encode, CityJson.DecodeSourceFix);

    public static FactFamily<CampaignEvent> Campaigns { get; } = new(CityJson.Encode, CityJson.DecodeCampaign);

    public static FactFamily<RatingEvent> Ratings { get; } = new(CityJson.Encode, CityJson.DecodeRating);

    public static FactFamily<TopicEvent> Topics { get; } = new(CityJson.Encode, CityJson.DecodeTopic);

    public static FactFamily<AlertEvent> Alerts { get; } = new(CityJson.Encode, CityJson.DecodeAlert);

    public static FactFamily<NumberEvent> Numbers { get; } = new(CityJson.Encode, CityJson.DecodeNumber);
}
