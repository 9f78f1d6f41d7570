using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using Twin.City;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Grains.Posts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Live;

namespace Twin.Silo.Gateway.Hubs;

/// <summary>The live side of the city: a screen opens a stream for each home or post that it shows.</summary>
[Authorize]
internal sealed class CityHub(
    Topics topics, Places places, Rights rights, FieldMask mask, IGrainFactory grains, TimeProvider time) : Hub
{
    private static readonly ScopeSet OfScreens = ScopeSet.Of(ScopeSet.Public, ScopeSet.SignedIn);

    /// <summary>A snapshot, or the frames missed since a version; then frames of consecutive versions.</summary>
    /// <param name="fromVersion">Version of the last frame that arrived; null = begin with a snapshot.</param>
    public IAsyncEnumerable<FrameBytes> Watch(string areaId, long? fromVersion, CancellationToken cancel)
    {
        if (areaId is null || !places.Knows(areaId))
        {
            throw new HubException(Problem.Unknown(
                "AreaUnknown", "areaId", areaId, new Say("a grid or an area", "网格或区域")).Detail);
        }

        var home = new HomeId(areaId);
        return topics.Watch(home, fromVersion, Must(rights.At(Caller, home), Rights.Watching), cancel);
    }

    /// <summary>The seat as it is now, whole each time.</summary>
    public IAsyncEnumerable<FrameBytes> WatchPost(string postId, CancellationToken cancel)
    {
        if (postId is null || places.Post(postId) is not { } post)
        {
            throw new HubException(Problem.Unknown("PostUnknown", "postId", postId, new Say("a post", "岗位")).Detail);
        }

        var scopes = Must(rights.Of(Caller, new PostId(post.Id), new HomeId(post.AreaId)), Rights.OfSeats);
        var type = mask.Of(WireJson.Relaxed.PostFrameView, scopes.With(OfScreens));
        return Seat(grains.GetGrain<IPostGrain>(post.Id), post.Kind, scopes.Meets(Rights.OwnSeat), type, cancel);
    }

    private static ScopeSet Must(ScopeSet scopes, ScopeSet oneOf) => scopes.Meets(oneOf)
        ? scopes
        : throw new HubException(Problem.Of(City.Tables.Refusals.NotAllowed).Detail);

    private Caller Caller => Context.GetHttpContext()?.Caller() ?? SignIn.Caller.Anonymous;

    private async IAsyncEnumerable<FrameBytes> Seat(
        IPostGrain post, string kind, bool isOwn, JsonTypeInfo<PostFrameView> type,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var version = time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
        string? epoch = null;
        long after = 0;
        while (!cancel.IsCancellationRequested)
        {
            PostFrame? frame = null;
            try
            {
                frame = await post.NextFrame(epoch, after, cancel);
            }
            catch (Exception fault) when (fault is TimeoutException or Orleans.Runtime.OrleansException)
            {
                await Task.Delay(FramePump.RetryPause, time, cancel);
            }

            if (frame is null || (frame.Epoch == epoch && frame.Version == after))
            {
                continue;
            }

            (epoch, after) = (frame.Epoch, frame.Version);
            var seat = ViewOf.Post(frame.Seat, kind);
            yield return FrameBytes.Of(
                new PostFrameView(version++, isOwn ? seat : ViewOf.WithoutDisputes(seat)), type);
        }
    }
}
