using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Kill;

/// <summary>Sends reports in bursts, so that many are on the way at once, until it is told to stop.</summary>
internal sealed class Bursts(KeyBook book, Places places, TimeProvider time)
{
    private const int PerBurst = 60;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private int _onTheWay;

    /// <summary>Requests that are sent and not answered.</summary>
    public int OnTheWay => Volatile.Read(ref _onTheWay);

    public async Task Run(TwinClient city, CancellationToken stop)
    {
        var all = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                for (var i = 0; i < PerBurst; i++)
                {
                    all.Add(Send(city, book.Write(), stop));
                }

                all.RemoveAll(task => task.IsCompleted);
                await Task.Delay(Every, time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        await Task.WhenAll(all);
    }

    /// <summary>One report with a key; without an answer the key stays unmarked.</summary>
    public async Task<bool> Send(TwinClient city, int number, CancellationToken stop)
    {
        Interlocked.Increment(ref _onTheWay);
        try
        {
            var (lng, lat) = places.Of(number);
            var answer = await city.Report(
                new ReportRequest(Class: "E0102", Lng: lng, Lat: lat, Text: number % 2 == 0 ? "暴露垃圾" : null),
                KeyBook.KeyOf(number), stop);
            book.Mark(number, new Mark(answer.Receipt, answer.CaseId, answer.Position));
            return true;
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException
            or System.Text.Json.JsonException)
        {
            return false;
        }
        catch (TwinRefusedException refused) when (refused.Problem.Status is 429 or 503)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _onTheWay);
        }
    }
}
