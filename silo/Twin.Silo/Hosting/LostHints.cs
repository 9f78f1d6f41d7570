using Orleans.Runtime;
using Twin.City.Cases;
using Twin.Grains;

namespace Twin.Silo.Hosting;

/// <summary>Test switch: which stream events are lost, to prove that the city loses nothing by it.</summary>
/// <param name="first">The first fact of each case: a loss that leaves no gap to see.</param>
/// <param name="last">The last fact of each burst: nothing comes after it that shows the gap.</param>
internal sealed class LostHints(bool first, bool last)
{
    public bool Drops(StreamId stream, object item) => item is CaseNews news
        && ((first && news.Facts[0].Version == 1) || (last && IsLast(news.Facts[^1].Happened)));

    private static bool IsLast(CaseEvent happened) => happened is CaseEvent.Dispatched or CaseEvent.Accepted
        or CaseEvent.Arrived or CaseEvent.CheckOpened or CaseEvent.CheckPassed or CaseEvent.Closed
        or CaseEvent.HandledOnSpot or CaseEvent.Voided;
}
