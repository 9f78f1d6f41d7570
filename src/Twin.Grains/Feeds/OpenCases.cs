using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.EventLog;

namespace Twin.Grains.Feeds;

/// <summary>The open cases at a building or a key site: a fold of its feed.</summary>
internal sealed partial class OpenCases
{
    private readonly Dictionary<CaseId, CaseTrace> _open = [];
    private readonly ILogger _logger;
    private readonly FeedCursor _cursor;
    private readonly Action<Committed>? _also;

    /// <param name="also">Sees each fact of the feed as well, in order.</param>
    public OpenCases(IEventLog log, string feed, ILogger logger, Action<Committed>? also = null)
    {
        (_logger, _also) = (logger, also);
        _cursor = new FeedCursor(log, feed, Apply);
    }

    public int Count => _open.Count;

    /// <summary>The gravest first, of those the oldest.</summary>
    public ImmutableArray<CaseId> Cases =>
    [
        .. _open.Values.OrderBy(one => one.Severity == Severity.Unset ? int.MaxValue : (int)one.Severity)
            .ThenBy(one => one.ReportedAt).Select(one => one.Case),
    ];

    /// <summary>The gravest; Unset when no open case is graded.</summary>
    public Severity Worst => _open.Values.Select(trace => trace.Severity).Where(one => one != Severity.Unset)
        .DefaultIfEmpty().Min();

    public long Position { get; private set; }

    public Task Load(CancellationToken cancel) => _cursor.CatchUp(cancel).AsTask();

    /// <summary>Takes a hint; one that cannot be followed is made good at the next look.</summary>
    public async Task Take(CaseNews news)
    {
        try
        {
            await _cursor.Take(news, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogBehind(failure, _cursor.Feed);
        }
    }

    public Task Nudge(long feedNumber) => _cursor.Hear(feedNumber, CancellationToken.None).AsTask();

    /// <summary>Looks how far the feed has come: whoever asks gets what the log holds, also after a loss.</summary>
    public Task CatchUp(CancellationToken cancel) => _cursor.LookAtHead(cancel).AsTask();

    private void Apply(Committed fact)
    {
        // A case that moves to another grid is still at this place, unless it was a wrong place.
        var home = CaseFeeds.HomeAfter(fact.Happened) ?? fact.Happened.Brief?.Move.From ?? default;
        Position = fact.Position;
        var trace = _open.TryGetValue(fact.Case, out var known) ? known.After(fact, home) : CaseTrace.Begin(fact, home);
        if (trace is { IsOpen: true } && IsHere(trace))
        {
            _open[fact.Case] = trace;
        }
        else
        {
            _open.Remove(fact.Case);
        }

        _also?.Invoke(fact);
    }

    private bool IsHere(CaseTrace trace) =>
        (trace.Building is { } building && CaseFeeds.Building(building) == _cursor.Feed)
        || (trace.Site is { } site && CaseFeeds.Site(site) == _cursor.Feed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reader of {Feed} is behind; the next look catches up")]
    private partial void LogBehind(Exception failure, string feed);
}
