using System.Collections.Immutable;
using Twin.City.Json;
using Twin.City.Points;
using Twin.City.SourceFixes;
using Twin.City.Topics;

namespace Twin.City.Metrics;

/// <summary>What metrics count beside cases, folded from the facts of sources, topics and cards.</summary>
/// <remarks>The facts of each stream once and in order.</remarks>
public sealed record CivicFold
{
    public static CivicFold Empty { get; } = new();

    public SourceFixBook Fixes { get; private init; } = SourceFixBook.Empty;

    public ImmutableSortedDictionary<string, TopicState> Topics { get; private init; } =
        ImmutableSortedDictionary.Create<string, TopicState>(StringComparer.Ordinal);

    /// <summary>Where cards were opened, by their streams.</summary>
    private ImmutableDictionary<string, HomeId> Cards { get; init; } =
        ImmutableDictionary.Create<string, HomeId>(StringComparer.Ordinal);

    private ImmutableList<VolunteerHours> Hours { get; init; } = [];

    public CivicPast Of(Func<HomeId, bool> isThere) => new(
        [.. Fixes.Rows.Where(row => isThere(row.Opened.Home))],
        [.. Topics.Values.Where(topic => topic.Result is not null && isThere(topic.Proposed!.Area))],
        [.. Hours.Where(one => isThere(one.Home))]);

    /// <summary>A fact of any stream; others than these change nothing.</summary>
    public CivicFold After(string stream, long version, DateTimeOffset at, EncodedFact fact) =>
        fact.Kind.Split('/')[0] switch
        {
            "source" => this with
            {
                Fixes = Fixes.After(
                    CityJson.DecodeSourceFix(fact.Kind, CityJson.Schema, fact.Payload), version, at),
            },
            "topic" => this with
            {
                Topics = Topics.SetItem(stream, (Topics.GetValueOrDefault(stream) ?? TopicState.None).After(
                    CityJson.DecodeTopic(fact.Kind, CityJson.Schema, fact.Payload), at)),
            },
            "points" => After(stream, at, CityJson.DecodePoints(fact.Kind, CityJson.Schema, fact.Payload)),
            _ => this,
        };

    private CivicFold After(string stream, DateTimeOffset at, PointsEvent happened) => happened switch
    {
        PointsEvent.CardOpened e => this with { Cards = Cards.SetItem(stream, e.Home) },
        PointsEvent.Earned { Service: ServiceKind.VolunteerHour } e => this with
        {
            Hours = Hours.Add(new VolunteerHours(Cards[stream], at, e.Count)),
        },
        _ => this,
    };
}
