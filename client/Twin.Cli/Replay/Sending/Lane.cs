using System.Threading.Channels;

namespace Twin.Cli.Replay.Sending;

/// <summary>Jobs that go out in posts: a free worker takes whatever waits, up to a full post.</summary>
/// <remarks>
/// Bounds: so many posts on the way, so many jobs waiting. When both are full, whoever brings the next job waits:
/// the city sets the pace, nothing is dropped.
/// </remarks>
internal sealed class Lane<TJob>
{
    private readonly Channel<TJob> _waiting;
    private readonly Func<IReadOnlyList<TJob>, CancellationToken, Task> _post;
    private readonly int _jobsPerPost;
    private readonly CancellationToken _cancel;

    public Lane(
        Func<IReadOnlyList<TJob>, CancellationToken, Task> post, int jobsPerPost, int postsAtOnce,
        CancellationToken cancel)
    {
        (_post, _jobsPerPost, _cancel) = (post, jobsPerPost, cancel);
        _waiting = Channel.CreateBounded<TJob>(jobsPerPost * postsAtOnce);
        Ended = Task.WhenAll(Enumerable.Range(0, postsAtOnce).Select(_ => Task.Run(Work, cancel)));
    }

    /// <summary>Faulted when a post failed for good; else it completes after <see cref="End"/>.</summary>
    public Task Ended { get; }

    /// <summary>Waits for room; throws what a post threw.</summary>
    public async ValueTask Put(TJob job)
    {
        try
        {
            await _waiting.Writer.WriteAsync(job, _cancel);
        }
        catch (ChannelClosedException)
        {
            await Ended;
            throw;
        }
    }

    /// <summary>No more jobs; completes when all are answered, throws what a post threw.</summary>
    public Task End()
    {
        _waiting.Writer.TryComplete();
        return Ended;
    }

    private async Task Work()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_cancel))
            {
                var jobs = new List<TJob>(_jobsPerPost);
                while (jobs.Count < _jobsPerPost && _waiting.Reader.TryRead(out var job))
                {
                    jobs.Add(job);
                }

                if (jobs.Count > 0)
                {
                    await _post(jobs, _cancel);
                }
            }
        }
        catch (Exception broken)
        {
            _waiting.Writer.TryComplete(broken);
            throw;
        }
    }
}
