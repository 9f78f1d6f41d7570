using Orleans;
using Twin.EventLog;

namespace Twin.Benchmarks.Log;

/// <summary>A grain that owns one stream of the log and stores a fact for each call.</summary>
public interface IAppender : IGrainWithStringKey
{
    /// <summary>Answers when the fact is durable.</summary>
    Task<long> Append(int number);
}

public sealed class Appender(IEventLog log, TimeProvider time) : Grain, IAppender
{
    private long _version;

    public async Task<long> Append(int number)
    {
        var batch = LogBench.Batch(this.GetPrimaryKeyString(), _version, number, time.GetUtcNow());
        var stored = await log.Append(batch, CancellationToken.None);
        return _version = stored.Facts[^1].Version;
    }
}
