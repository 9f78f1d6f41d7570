using Orleans.Concurrency;

namespace Orleans.Embedded.Tests.Grains;

/// <summary>A grain for tests of turns, answers and failures.</summary>
public interface IDesk : IGrainWithStringKey
{
    ValueTask<int> Add(int number);

    Task<int> AddAsTask(int number);

    Task Work(string door);

    ValueTask<string> WorkAndTell(string door);

    [AlwaysInterleave]
    Task<string> Peek(string door);

    [OneWay]
    Task Notice(string text);

    [OneWay]
    ValueTask NoticeQuickly(int number);

    Task Fail(string text);

    ValueTask<int> FailAtOnce(string text);

    Task<int> WaitFor(string door, CancellationToken cancel);

    Task<int> HoldThread(string door, CancellationToken cancel);

    [ResponseTimeout("00:00:05")]
    Task Hurry(string door);

    Task Leave();

    Task<string> WhoAmI();

    Task<bool> IsSame(IDesk other);

    Task<bool> CallYourself();

    Task Visit(IDesk other, string door);
}

/// <summary>A second face of the same grain.</summary>
public interface IDeskDrawer : IGrainWithStringKey
{
    ValueTask<int> Sum();
}
