using System.Collections.Concurrent;
using System.Net;
using Twin.Client;
using Twin.Contracts;
using Twin.Long.Kill;

namespace Twin.Long.Outages;

/// <summary>Reports at a steady rate, each with a key, and what came back for each tick of sending.</summary>
internal sealed class SteadyLoad(Uri server, KeyBook book, Places places, int perSecond, TimeProvider time)
    : IDisposable
{
    /// <summary>A request that is not answered by then counts as not answered.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly TwinClient _city = new(new HttpClient(
        new SocketsHttpHandler { MaxConnectionsPerServer = 4_096, UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
        Timeout = AnswerWithin,
    });

    private readonly ConcurrentQueue<Tick> _ticks = new();
    private long _sent;
    private long _answered;
    private long _stored;
    private long _slowestMicros;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Stored, or refused with 503 or 429 and a moment to come again.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public long Stored => Interlocked.Read(ref _stored);

    public TimeSpan Slowest => TimeSpan.FromMicroseconds(Interlocked.Read(ref _slowestMicros));

    /// <summary>Sends until it is told to stop, then waits for the last answer.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        var all = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var tick = new Tick(time.GetTimestamp(), perSecond / 10);
                _ticks.Enqueue(tick);
                all.RemoveAll(static task => task.IsCompleted);
                for (var i = 0; i < perSecond / 10; i++)
                {
                    all.Add(Send(book.Write(), tick));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        await Task.WhenAll(all);
    }

    /// <summary>When the first of ten ticks in a row was sent that were all stored; null when not yet.</summary>
    public long? NormalSince(long since)
    {
        var (row, first) = (0, 0L);
        foreach (var tick in _ticks.Where(tick => tick.At >= since))
        {
            (row, first) = tick.AllStored ? (row + 1, row == 0 ? tick.At : first) : (0, 0);
            if (row == 10)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>One key, sent until it is stored.</summary>
    public async Task<bool> SendAgain(int number)
    {
        for (var turn = 0; turn < 5; turn++)
        {
            if (await Post(number) == HttpStatusCode.OK)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _city.Dispose();

    private async Task Send(int number, Tick tick)
    {
        Interlocked.Increment(ref _sent);
        var begun = time.GetTimestamp();
        var answer = await Post(number);
        var micros = (long)time.GetElapsedTime(begun).TotalMicroseconds;
        for (var seen = Slowest.Ticks / 10; micros > seen; seen = Slowest.Ticks / 10)
        {
            Interlocked.CompareExchange(ref _slowestMicros, micros, seen);
        }

        if (answer is not null)
        {
            Interlocked.Increment(ref _answered);
        }

        if (answer == HttpStatusCode.OK)
        {
            Interlocked.Increment(ref _stored);
            tick.Store();
        }
    }

    /// <summary>OK when stored, 503 or 429 when refused for now, null without such an answer.</summary>
    private async Task<HttpStatusCode?> Post(int number)
    {
        try
        {
            var (lng, lat) = places.Of(number);
            var answer = await _city.Report(
                new ReportRequest(Class: "E0102", Lng: lng, Lat: lat), KeyBook.KeyOf(number), CancellationToken.None);
            book.Mark(number, new Mark(answer.Receipt, answer.CaseId, answer.Position));
            return HttpStatusCode.OK;
        }
        catch (TwinRefusedException refused) when (refused.Problem.Status is 429 or 503)
        {
            return (HttpStatusCode)refused.Problem.Status;
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException
            or TwinRefusedException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The reports of a tenth of a second.</summary>
    private sealed class Tick(long at, int count)
    {
        private int _stored;

        public long At => at;

        public bool AllStored => Volatile.Read(ref _stored) == count;

        public void Store() => Interlocked.Increment(ref _stored);
    }
}
