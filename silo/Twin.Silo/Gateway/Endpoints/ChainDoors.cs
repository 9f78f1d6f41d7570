using Twin.City;
using Twin.City.Chains;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Why a case exists and who was late, now or at a past moment.</summary>
internal static class ChainDoors
{
    public static void MapChains(this IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{caseId}/chain", See)
            .WithSummary("Why the case is as it is, and who was late: what led to what, folded from the log")
            .Takes(Asks.CaseId, Asks.AsOf, Asks.Then).Gives<CaseChainView>().Refuses(400, 401, 403, 404, 503);

    private static async Task See(
        HttpContext context, PastCity past, CaseDoor cases, Rights rights, IEventLog log, TimeProvider time)
    {
        var caller = context.Must(SightPolicy.ReachWords.AsSpan());
        var id = new CaseId(Asks.CaseId.Must(context));
        var scopes = rights.MustReach(caller, await cases.See(id, context.RequestAborted));
        var isPast = Asks.AsOf.Read(context) is not null || Asks.Then.Read(context) is not null;
        var last = isPast ? await PastDoors.Position(context, past, log, time) : long.MaxValue;
        var facts = new List<ChainFact>();
        await foreach (var fact in log.WholeStream(CaseFacts.StreamOf(id), context.RequestAborted))
        {
            if (fact.Position > last)
            {
                break;
            }

            facts.Add(CaseFacts.Link(fact));
        }

        var chain = CaseChain.Of(id, facts);
        if (chain.Links.IsEmpty)
        {
            throw new ProblemException(Rights.CaseUnknown());
        }

        var until = isPast ? await past.At(last, context.RequestAborted) : time.GetUtcNow();
        await Answer.Ok(context, ChainViews.Of(chain, until), WireJson.Relaxed.CaseChainView, scopes);
    }
}
