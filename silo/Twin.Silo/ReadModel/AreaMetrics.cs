using System.Collections.Concurrent;
using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Cases;
using Twin.Grains.Civic;
using Twin.Grains.Clocks;

namespace Twin.Silo.ReadModel;

/// <summary>Whose metrics are asked for.</summary>
/// <param name="At">End of the window; null = now.</param>
internal sealed record MetricQuestion(
    HomeId Home, string Level, int Households, DepartmentId? Department, MetricWindow Window, DateTimeOffset? At);

/// <summary>Metrics as of one moment.</summary>
internal sealed record MetricAnswer(
    DateTimeOffset From, DateTimeOffset Until, long Drills, ImmutableArray<MetricFigure> Figures, long Position);

/// <summary>Counts metrics from the stories of the list, without a lock while it counts.</summary>
/// <remarks>
/// For a moment that has passed, cases that went on since are told anew from the log, up to that moment.
/// </remarks>
internal sealed class AreaMetrics(
    CaseList list, CalendarBook calendar, CivicBook civic, ReferenceCity city, IEventLog log, TimeProvider time)
{
    /// <summary>Cases that went on since the moment that is asked for; of more, ask a smaller area.</summary>
    public const int ToldAnewMost = 50_000;

    private const int FactsMost = 10_000;

    /// <summary>Sheets that are kept; when there are more, all are forgotten.</summary>
    private const int KeptMost = 256;

    /// <summary>Whoever asks again so soon gets the same sheet: many screens cost what one does.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(city.Zone);
    private readonly ConcurrentDictionary<MetricQuestion, MetricAnswer> _kept = new();

    /// <summary>All metrics of the level and window, without their rows.</summary>
    /// <returns>Null when too many cases have gone on since.</returns>
    public async Task<MetricAnswer?> Sheet(MetricQuestion asked, long atLeast, CancellationToken cancel)
    {
        if (_kept.TryGetValue(asked, out var kept) && kept.Position >= atLeast && IsFresh(asked, kept))
        {
            return kept;
        }

        if (await Told(asked, cancel) is not { } told)
        {
            return null;
        }

        var figures = MetricSheet.Offered(asked.Level, asked.Window).Select(id =>
            WithoutLines(MetricSheet.Figure(id, asked.Level, told.Ask)));
        var answer = new MetricAnswer(told.Ask.From, told.Ask.Until, told.Drills, [.. figures], told.Position);
        if (_kept.Count >= KeptMost)
        {
            _kept.Clear();
        }

        return _kept[asked] = answer;
    }

    /// <summary>One metric with its rows.</summary>
    public async Task<MetricAnswer?> Explained(MetricQuestion asked, string id, CancellationToken cancel) =>
        await Told(asked, cancel) is { } told
            ? new MetricAnswer(
                told.Ask.From, told.Ask.Until, told.Drills, [MetricSheet.Figure(id, asked.Level, told.Ask)],
                told.Position)
            : null;

    private static MetricFigure WithoutLines(MetricFigure figure) =>
        figure with { Value = figure.Value with { Lines = [] } };

    private bool IsFresh(MetricQuestion asked, MetricAnswer kept) => asked.At is null
        ? time.GetUtcNow() - kept.Until < KeptFor
        : kept.Position == list.Position;

    private async Task<Tellings?> Told(MetricQuestion asked, CancellationToken cancel)
    {
        var position = list.Position;
        var until = asked.At ?? time.GetUtcNow();
        if (await Stories(asked.Home, asked.At, cancel) is not { } stories)
        {
            return null;
        }

        var from = asked.Window.Begin(until, _zone);
        var among = MetricSheet.Among(stories, from, out var drills);
        var ask = new MetricAsk(among, from, until, calendar.Now, asked.Households, asked.Department)
        {
            Civic = await civic.Of(asked.Home, cancel),
        };
        return new Tellings(ask, drills, position);
    }

    /// <summary>What happened to the cases of a home, now or up to a moment.</summary>
    /// <returns>Null when too many cases have gone on since.</returns>
    public async Task<CaseStory[]?> Stories(HomeId home, DateTimeOffset? at, CancellationToken cancel)
    {
        var stories = list.Look(look => look.Shelf(home)?.Stories() ?? []);
        return at is { } until ? await AsOf(stories, until, cancel) : stories;
    }

    private async Task<CaseStory[]?> AsOf(CaseStory[] stories, DateTimeOffset until, CancellationToken cancel)
    {
        var changed = stories.Count(story => story.LastAt > until && story.ReportedAt <= until);
        if (changed > ToldAnewMost)
        {
            return null;
        }

        var then = new List<CaseStory>(stories.Length);
        foreach (var story in stories)
        {
            if (story.LastAt <= until)
            {
                then.Add(story);
            }
            else if (story.ReportedAt <= until && await Tell(story.Id, until, cancel) is { } told)
            {
                then.Add(told);
            }
        }

        return [.. then];
    }

    /// <summary>The story up to a moment; null when it had not begun.</summary>
    private async ValueTask<CaseStory?> Tell(CaseId id, DateTimeOffset until, CancellationToken cancel)
    {
        var facts = await log.ReadStream(CaseFacts.StreamOf(id), 0, FactsMost, cancel);
        var told = facts.TakeWhile(fact => fact.At <= until).Select(CaseFacts.Committed).OfType<Committed>()
            .Aggregate(CaseStory.Absent(id), static (story, fact) => story.After(fact));
        return told.Stage == CaseStage.Absent ? null : told;
    }

    private sealed record Tellings(MetricAsk Ask, int Drills, long Position);
}
