using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Twin.City;
using Twin.City.Posts;
using Twin.Grains.Feeds;

namespace Twin.Grains.Posts;

/// <summary>A duty seat: who sits there, by its own stream, and what lies there to do, by its feed.</summary>
[ImplicitStreamSubscription(CityStreams.ByPost)]
public sealed class PostGrain(Surroundings city, ILogger<PostGrain> logger)
    : Grain, IPostGrain, IStreamSubscriptionObserver
{
    private OwnStream<PostEvent> _stream = null!;
    private PostState _seat = PostState.Empty;
    private PostDesk _desk = null!;

    private PostId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ = city.Tree.Post(Id) ?? throw new ArgumentException(
            $"Found post '{Id}'; the city has no such seat. Ask GET /posts for those it has.");
        _stream = new OwnStream<PostEvent>(city.Log, $"post/{Id}", FactFamilies.Posts, DeactivateOnIdle);
        _desk = new PostDesk(Id, GrainFactory, city, logger);
        await _stream.Load(happened => _seat = _seat.After(happened), cancellationToken);
        await _desk.Load(this, _seat.OnDuty, cancellationToken);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<CaseNews>().ResumeAsync((news, _) => _desk.Take(news));

    public Task<PostAnswer> SignOn(Actor by, string commandId, CancellationToken cancel = default) =>
        Do(PostDecisions.SignOn(_seat, by), by, commandId, cancel);

    public Task<PostAnswer> SignOff(Actor by, string commandId, CancellationToken cancel = default) =>
        Do(PostDecisions.SignOff(_seat, by), by, commandId, cancel);

    public Task<bool> IsSeated(string account) => Task.FromResult(_seat.SeatedAccount == account);

    public Task<PostMark> Mark() => Task.FromResult(_desk.Mark);

    public Task<PostSight> See(CancellationToken cancel = default) => _desk.See(cancel);

    public Task<PostFrame> NextFrame(string? epoch, long after, CancellationToken cancel = default) =>
        _desk.NextFrame(epoch, after, cancel);

    public Task Nudge(long feedNumber) => _desk.Nudge(feedNumber);

    private async Task<PostAnswer> Do(
        Decision<PostEvent> decision, Actor by, string commandId, CancellationToken cancel)
    {
        if (_stream.Knows(commandId))
        {
            // Sent again: it was carried out, whatever may be decided now.
            var refusal = _stream.IsTaken(commandId, by.Account) ? CommandKey.Taken : null;
            return new PostAnswer(await _desk.See(cancel), _stream.Position, refusal);
        }

        if (decision.Refusal is not null)
        {
            await _stream.MustBeNewest(cancel);
        }

        foreach (var happened in decision.Happened)
        {
            cancel.ThrowIfCancellationRequested();
            var author = by.AsAuthor();
            await _stream.Append(happened, author, commandId, city.Time.GetUtcNow());
            _seat = _seat.After(happened);
            _desk.OnDuty = _seat.OnDuty;
        }

        return new PostAnswer(await _desk.See(cancel), _stream.Position, decision.Refusal);
    }
}
