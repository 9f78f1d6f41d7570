using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Twin.City;
using Twin.City.Cases;
using Twin.Geo;

namespace Twin.Grains.Posts;

/// <summary>A duty seat (岗位), alive. Key: the PostId. Its tasks are a fold of the feed <c>post:{id}</c>.</summary>
public interface IPostGrain : IGrainWithStringKey
{
    /// <summary>An account takes the seat for a shift; refused when somebody else sits there.</summary>
    Task<PostAnswer> SignOn(Actor by, string commandId, CancellationToken cancel = default);

    Task<PostAnswer> SignOff(Actor by, string commandId, CancellationToken cancel = default);

    /// <summary>Whether this account sits there now: asked before a command is given from the seat.</summary>
    [AlwaysInterleave]
    Task<bool> IsSeated(string account);

    /// <summary>The seat as its home shows it on the map.</summary>
    [AlwaysInterleave]
    Task<PostMark> Mark();

    Task<PostSight> See(CancellationToken cancel = default);

    /// <summary>Held until the tasks changed after <paramref name="after"/> of the same epoch, at most 2 s.</summary>
    [AlwaysInterleave]
    Task<PostFrame> NextFrame(string? epoch, long after, CancellationToken cancel = default);

    /// <summary>As <see cref="IWatched.Nudge"/>.</summary>
    Task Nudge(long feedNumber);
}

public sealed record PostAnswer(PostSight Post, long Position, Refusal? Refusal);

/// <param name="OnDuty">Somebody has signed on; who it is stays with the account store.</param>
public sealed record PostSight(PostId Post, HomeId Home, string Name, bool OnDuty, ImmutableArray<PostTask> Tasks);

public sealed record PostTask(
    CaseId Case, string Offer, TaskKind Kind, CaseStage Stage, string? Class, Severity Severity, LngLat? At,
    BuildingId? Building, DateTimeOffset OfferedAt, bool Accepted, bool Arrived, DateTimeOffset? DueAt, bool Drill,
    bool Seen = false);

public sealed record PostFrame(PostId Post, string Epoch, long Version, PostSight Seat);
