using Twin.City;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.EventLog;
using Twin.Grains.Areas;
using Twin.Grains.Cases;

namespace Twin.Silo.ReadModel;

/// <summary>The cases of an area as the log up to a position tells them of a moment that has passed.</summary>
/// <remarks>
/// Position and moment together always give the same cases, whatever happened since: also where they lay is told anew.
/// Of older records the source's own moments count, since the facts came later; of all others those of the facts.
/// </remarks>
internal sealed class PastStories(CaseList list, CityTree tree, IEventLog log)
{
    private const int FactsMost = 10_000;

    /// <returns>Null when too many cases have gone on since.</returns>
    public async Task<CaseStory[]?> Of(HomeId area, DateTimeOffset until, long position, CancellationToken cancel)
    {
        var stories = list.Look(look => look.Shelf(area)?.StoriesEver() ?? []);
        if (stories.Count(story => !IsTold(story, until, position)) > AreaMetrics.ToldAnewMost)
        {
            return null;
        }

        var then = new List<CaseStory>(stories.Length);
        foreach (var story in stories)
        {
            var told = IsTold(story, until, position) ? story : await Tell(story, until, position, cancel);
            if (told is not null && tree.Covers(area, told.Home))
            {
                then.Add(told);
            }
        }

        return [.. then];
    }

    /// <summary>All that it tells lies before.</summary>
    private static bool IsTold(CaseStory story, DateTimeOffset until, long position) => story.Position <= position
        && (story.IsHistory
            ? story.ReportedAt < until && !(story.HandledAt >= until) && !(story.EndedAt >= until)
            : story.LastAt < until);

    private async ValueTask<CaseStory?> Tell(
        CaseStory story, DateTimeOffset until, long position, CancellationToken cancel)
    {
        if (story.ReportedAt >= until)
        {
            return null;
        }

        var facts = await log.ReadStream(CaseFacts.StreamOf(story.Id), 0, FactsMost, cancel);
        var told = facts.TakeWhile(fact => fact.Position <= position).Select(CaseFacts.Committed).OfType<Committed>()
            .TakeWhile(fact => fact.Happened.OccurredOr(story.IsHistory ? story.ReportedAt : fact.At) < until)
            .Aggregate(CaseStory.Absent(story.Id), static (told, fact) => told.After(fact));
        return told.Stage == CaseStage.Absent ? null : told;
    }
}
