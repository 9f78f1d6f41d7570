using Orleans.Runtime;
using Twin.City.Cases;
using Twin.Grains;

namespace Twin.Silo.Hosting;

/// <summary>Test switch: which stream events are lost, to prove that the city loses nothing by it.</summary>
/// <param name="first">The first fact of each case: a loss that leaves no gap to see.</param>
/// <param name="last">The facts that end a case, mostly the last of a burst: nothing comes after them.</param>
internal sealed class LostHints(bool first, bool last)
{
    public bool Drops(StreamId stream, object item) => item is CaseNews news
        && news.Facts.Any(fact => (first && fact.Version == 1) || (last && Ends(fact.Happened)));

    private static bool Ends(CaseEvent happened) =>
        happened is CaseEvent.Closed or CaseEvent.CheckPassed or CaseEvent.Voided;
}
