using System.Collections.Concurrent;
using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Metrics;
using Twin.EventLog;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Civic;
using Twin.Grains.Clocks;
using Twin.Grains.Devices;

namespace Twin.Silo.ReadModel;

/// <summary>Whose metrics are asked for.</summary>
/// <param name="At">End of the window; null = now.</param>
internal sealed record MetricQuestion(
    HomeId Home, string Level, int Households, DepartmentId? Department, MetricWindow Window, DateTimeOffset? At);

/// <summary>Metrics as of one moment.</summary>
internal sealed record MetricAnswer(
    DateTimeOffset From, DateTimeOffset Until, long Drills, ImmutableArray<MetricFigure> Figures, long Position);

/// <summary>All figures and vital signs of an area as of one moment.</summary>
internal sealed record FigureAnswer(
    DateTimeOffset Until, long Drills, ImmutableArray<CountedFigure> Figures, ImmutableArray<CountedSign> Signs,
    long Position, long Readings);

/// <summary>Counts metrics from the stories of the list, without a lock while it counts.</summary>
/// <remarks>
/// For a moment that has passed, cases that went on since are told anew from the log, up to that moment.
/// </remarks>
internal sealed class AreaMetrics(
    CaseList list, CalendarBook calendar, CivicBook civic, DeviceBook devices, CityTree tree, ReferenceCity city,
    IEventLog log, TimeProvider time)
{
    /// <summary>Cases that went on since the moment that is asked for; of more, ask a smaller area.</summary>
    public const int ToldAnewMost = 50_000;

    private const int FactsMost = 10_000;

    /// <summary>Sheets that are kept; when there are more, all are forgotten.</summary>
    private const int KeptMost = 256;

    /// <summary>Whoever asks again so soon gets the same sheet: many screens cost what one does.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<MetricQuestion, MetricAnswer> _kept = new();
    private readonly ConcurrentDictionary<MetricQuestion, FigureAnswer> _figures = new();

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

        var ask = Within(asked, told, out var drills);
        var figures = MetricSheet.Offered(asked.Level, asked.Window).Select(id =>
            WithoutLines(MetricSheet.Figure(id, asked.Level, ask)));
        return Keep(_kept, asked, new MetricAnswer(ask.From, ask.Until, drills, [.. figures], told.Position));
    }

    /// <summary>All that is wanted at the level, each in a window that it has, and the vital signs; of now.</summary>
    public async Task<FigureAnswer> Figures(MetricQuestion asked, long atLeast, CancellationToken cancel)
    {
        if (_figures.TryGetValue(asked, out var kept) && kept.Position >= atLeast
            && time.GetUtcNow() - kept.Until < KeptFor)
        {
            return kept;
        }

        var (all, position) = (await Told(asked with { At = null }, cancel))!;
        var latest = devices.Latest;
        all = all with { Devices = devices.Sensed(asked.Home, latest) };
        return Keep(_figures, asked, new FigureAnswer(
            all.Until, all.Stories.Count(story => story.Tag is not null),
            FigureSheet.Of(asked.Level, asked.Window, all, city.TimeZone), VitalSigns.Of(all), position,
            latest.Number));
    }

    /// <summary>One metric with its rows.</summary>
    public async Task<MetricAnswer?> Explained(MetricQuestion asked, string id, CancellationToken cancel) =>
        await Told(asked, cancel) is { } told && Within(asked, told, out var drills) is var ask
            ? new MetricAnswer(
                ask.From, ask.Until, drills, [MetricSheet.Figure(id, asked.Level, ask)], told.Position)
            : null;

    private static TAnswer Keep<TAnswer>(
        ConcurrentDictionary<MetricQuestion, TAnswer> kept, MetricQuestion asked, TAnswer answer)
    {
        if (kept.Count >= KeptMost)
        {
            kept.Clear();
        }

        return kept[asked] = answer;
    }

    private MetricAsk Within(MetricQuestion asked, Tellings told, out int drills) =>
        told.All.Since(asked.Window.Begin(told.All.Until, city.TimeZone), out drills);

    private static MetricFigure WithoutLines(MetricFigure figure) =>
        figure with { Value = figure.Value with { Lines = [] } };

    private bool IsFresh(MetricQuestion asked, MetricAnswer kept) => asked.At is null
        ? time.GetUtcNow() - kept.Until < KeptFor
        : kept.Position == list.Position;

    private async Task<Tellings?> Told(MetricQuestion asked, CancellationToken cancel)
    {
        var until = asked.At ?? time.GetUtcNow();
        var (stories, seated, position) = list.Look<(CaseStory[]?, PostId[], long)>(look =>
            (look.Shelf(asked.Home)?.Stories() ?? [], [.. look.Seated], look.Position));
        if (asked.At is not null)
        {
            stories = await AsOf(stories!, until, cancel);
        }

        return stories is null ? null : new Tellings(
            new MetricAsk(stories, until, until, calendar.Now, asked.Households, asked.Department)
            {
                Duty = asked.At is null ? CoverOf(asked.Home, seated) : null,
                Civic = await civic.Of(asked.Home, cancel),
            },
            position);
    }

    /// <summary>What happened to the cases of a home, now or up to a moment.</summary>
    /// <returns>Null when too many cases have gone on since.</returns>
    public async Task<CaseStory[]?> Stories(HomeId home, DateTimeOffset? at, CancellationToken cancel)
    {
        var stories = list.Look(look => look.Shelf(home)?.Stories() ?? []);
        return at is { } until ? await AsOf(stories, until, cancel) : stories;
    }

    private DutyCover CoverOf(HomeId home, PostId[] seated)
    {
        var book = tree.Book;
        return DutyCover.Of(
            [.. book.All.Where(id => book[id] is { IsGrid: true, IsLive: true } && tree.Covers(home, id))],
            seated.Select(post => book.Post(post)).OfType<ReferencePost>().Select(post => new HomeId(post.AreaId)));
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

    /// <param name="All">All cases there; the begin of the window is still to be said.</param>
    private sealed record Tellings(MetricAsk All, long Position);
}
