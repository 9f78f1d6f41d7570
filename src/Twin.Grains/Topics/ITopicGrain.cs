using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Topics;
using Twin.Grains.Feeds;

namespace Twin.Grains.Topics;

/// <summary>One topic. Key: its id.</summary>
public interface ITopicGrain : IGrainWithStringKey
{
    /// <summary>Anything but votes and their count.</summary>
    Task<Decided> Do(TopicCommand command, Actor by, string commandId, CancellationToken cancel = default);

    /// <param name="slip">Hash of its number; that there is such a slip is looked at before.</param>
    Task<Decided> Cast(string slip, string textId, string commandId, CancellationToken cancel = default);

    Task<Decided> Count(
        ImmutableArray<BallotMark> marks, Actor by, string commandId, CancellationToken cancel = default);

    Task<TopicSight> See(CancellationToken cancel = default);
}

/// <summary>A topic at a position of the log.</summary>
public sealed record TopicSight(TopicState Topic, long Position);
