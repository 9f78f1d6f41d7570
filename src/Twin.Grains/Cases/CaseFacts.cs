using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Chains;
using Twin.City.Json;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>Facts of cases between the log and the city.</summary>
public static class CaseFacts
{
    private const string StreamPrefix = "case/";

    public static string StreamOf(CaseId id) => StreamPrefix + id.Value;

    /// <summary>A stored fact as consumers take it; null for a fact that is not of a case.</summary>
    public static Committed? Committed(Fact fact) => fact.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal)
        ? Committed(fact, CityJson.DecodeCase(fact.Kind, fact.Schema, fact.Payload))
        : null;

    /// <summary>The same for a fact whose event is at hand.</summary>
    public static Committed Committed(Fact fact, CaseEvent happened) => new(
        new CaseId(fact.Stream[StreamPrefix.Length..]), fact.Version, fact.Position,
        ImmutableArray.CreateRange(fact.Feeds, feed => new FeedMark(feed.Feed, feed.Number)), fact.At, fact.Tag,
        happened);

    /// <summary>The case after one more of its stored facts.</summary>
    public static CaseState After(CaseState state, Fact fact) =>
        state.After(FactFamilies.Cases.Read(fact), StampOf(fact));

    /// <summary>A stored fact as the chain of its case takes it: with the role, without the account.</summary>
    public static ChainFact Link(Fact fact) => new(
        FactFamilies.Cases.Read(fact), StampOf(fact), fact.By.Role, fact.Cause);

    public static CaseStamp StampOf(Fact fact) =>
        new(fact.At, fact.Version, fact.Position, fact.CommandId, fact.Tag, fact.By.Account);
}
