using System.Globalization;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Live;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The time machine: boards, map and cases as they were, under the rights that the asker has now.</summary>
internal static class PastDoors
{
    /// <summary>Longest fold of one question; whoever needs more asks again, and it goes on from there.</summary>
    private static readonly TimeSpan FoldAtMost = TimeSpan.FromSeconds(4);

    /// <summary>Marks between the first fact and the last, for a slider.</summary>
    private const int SpanMarks = 120;

    public static void MapPast(this IEndpointRouteBuilder api)
    {
        api.MapGet("/past/span", Span).WithSummary("From when to when the city can be looked back at")
            .Gives<PastSpanView>().Refuses(401);
        api.MapGet("/past", See).WithSummary("An area and all below it as they were: a snapshot for each")
            .Takes(Asks.Area, Asks.AsOf, Asks.Then).Gives<FrameView[]>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/past/cases/{caseId}", Case).WithSummary("One case as it was")
            .Takes(Asks.CaseId, Asks.AsOf, Asks.Then).Gives<CaseView>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task Span(HttpContext context, PastCity past, IEventLog log)
    {
        var head = log.Head.Position;
        var step = Math.Max(1, head / SpanMarks);
        var marks = new List<PastMarkView>();
        for (var position = 1L; position < head; position += step)
        {
            marks.Add(new PastMarkView(position, await past.At(position, context.RequestAborted)));
        }

        if (head > 0)
        {
            marks.Add(new PastMarkView(head, await past.At(head, context.RequestAborted)));
        }

        await Answer.Ok(context, new PastSpanView([.. marks]), WireJson.Relaxed.PastSpanView);
    }

    private static async Task See(
        HttpContext context, PastCity past, CaseList list, FrameViews views, CityTree tree, Rights rights,
        IEventLog log, TimeProvider time)
    {
        var home = Asks.Area.Read(context) is { } area ? new HomeId(area) : tree.Root;
        if (!tree.Knows(home))
        {
            throw new ProblemException(Problem.Unknown(
                "AreaUnknown", "area", home.Value, new Say("a grid or an area", "网格或区域")));
        }

        var caller = context.Caller();
        rights.Must(caller, home, Rights.Watching);
        var position = await Position(context, past, log, time);
        var frames = await Within(past, position, city =>
        {
            var frames = new List<(FrameView View, ScopeSet Scopes)>();
            foreach (var (at, board) in city.Boards(home))
            {
                var look = FrameLook.Of(rights.At(caller, at));
                if (look.Scopes.Meets(Rights.Watching))
                {
                    var marks = city.OpenIn(at).Select(trace => Seen(CaseMark.Of(trace), look, list));
                    frames.Add((views.Past(at, board, marks, look, city), look.Scopes));
                }
            }

            return frames;
        }, context.RequestAborted);
        await Answer.Each(context, frames, WireJson.Relaxed.FrameView);
    }

    private static async Task Case(
        HttpContext context, PastCity past, CaseDoor cases, Rights rights, IEventLog log, TimeProvider time)
    {
        var caller = context.Must(SightPolicy.ReachWords.AsSpan());
        var id = new CaseId(Asks.CaseId.Must(context));
        var now = await cases.See(id, context.RequestAborted);
        var scopes = rights.MustReach(caller, now);
        var position = await Position(context, past, log, time);
        var state = CaseState.Absent(id);
        await foreach (var fact in log.WholeStream(CaseFacts.StreamOf(id), context.RequestAborted))
        {
            if (fact.Position > position)
            {
                break;
            }

            state = CaseFacts.After(state, fact);
        }

        // What is sealed by now is sealed in its past too.
        var then = state.Sight() ?? throw new ProblemException(Rights.CaseUnknown());
        var seen = rights.SeesPlace(caller, Rights.ResourceOf(now!))
            ? rights.Seen(caller, then)
            : Rights.WithoutPlace(then);
        await Answer.Ok(context, ViewOf.Case(seen), WireJson.Relaxed.CaseView, scopes);
    }

    private static async Task<T> Within<T>(
        PastCity past, long position, Func<CityFold, T> question, CancellationToken gone)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(gone);
        limit.CancelAfter(FoldAtMost);
        try
        {
            return await past.Look(position, question, limit.Token);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw new ProblemException(Reached.Behind(past.Reached, position));
        }
    }

    /// <summary>The position that is asked for, or that of the moment; the newest where neither is given.</summary>
    public static async ValueTask<long> Position(
        HttpContext context, PastCity past, IEventLog log, TimeProvider time)
    {
        var head = log.Head.Position;
        var (position, moment) = (Asks.AsOf.Read(context), Asks.Then.Read(context));
        if (Checks.Moment(Asks.Then.Name, moment, time.GetUtcNow()) is { } wrong)
        {
            throw new ProblemException(wrong);
        }

        return (position, moment) switch
        {
            ({ } given, null) when given <= head => given,
            (null, { } at) => await past.PositionAt(at, context.RequestAborted),
            (null, null) => head,
            _ => throw new ProblemException(Problem.Field(
                Asks.AsOf.Name,
                position?.ToString(CultureInfo.InvariantCulture),
                new Say($"a log position up to {head}, or else a moment in 'at'", $"不大于 {head} 的位置，或只填写时间 at"))),
        };
    }

    /// <summary>A case that was filed as a dispute later hides its place here already.</summary>
    private static CaseMark Seen(CaseMark mark, FrameLook look, CaseList list) => look.Disputes
        || !list.Look(now => now.Case(mark.Case) is { } entry && Rights.ResourceOf(entry).Sealed)
            ? mark
            : mark with { At = null, Building = null, Site = null };
}
