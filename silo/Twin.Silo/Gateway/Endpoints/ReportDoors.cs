using Twin.City.Cases;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Batches;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Reports come in, and progress goes out to whoever holds the receipt.</summary>
internal static class ReportDoors
{
    /// <summary>Merges of merges that are followed; more have never been seen.</summary>
    private const int FollowedMost = 8;

    private static readonly ScopeSet Shown = ScopeSet.Of("ownCases");

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/reports", Report).AllowAnonymous().WithSummary("Report a matter")
            .Takes(Asks.Key, Asks.Client).TakesBody<ReportRequest>()
            .Gives<ReportAnswer>(201).Gives<ReportAnswer>(200).Refuses(400, 403, 409, 413, 415, 503);
        api.MapPost("/reports:batch", Batch).AllowAnonymous().WithSummary("Report many matters, a line each")
            .WithMetadata(LineBatch.SizeLimit)
            .Takes(Asks.Client).TakesLines<ReportLine>().GivesLines<ReportLineAnswer>().Refuses(401, 413, 415, 503);
        api.MapPost("/cases:on-spot", OnSpot).WithSummary("Report what was found and fixed at once")
            .Takes(Asks.Key, Asks.Post, Asks.Client).TakesBody<OnSpotRequest>()
            .Gives<ReportAnswer>(201).Gives<ReportAnswer>(200).Refuses(400, 401, 403, 409, 413, 415, 503);
        api.MapGet("/reports/{receipt}", Progress).AllowAnonymous().WithSummary("How far a report has come")
            .Takes(Asks.Receipt).Gives<ProgressView>().Refuses(400, 404, 503);
    }

    private static async Task Report(HttpContext context, Intake intake)
    {
        var key = Asks.Key.Read(context);
        var client = Asks.Client.Read(context) ?? Intake.AnyClient;
        var request = await Body.Read(context, WireJson.Relaxed.ReportRequest);
        await Tell(context, await intake.Report(request, key, context.Caller(), client, context.RequestAborted));
    }

    private static async Task OnSpot(HttpContext context, Intake intake)
    {
        var key = Asks.Key.Read(context);
        var client = Asks.Client.Read(context) ?? Intake.AnyClient;
        var request = await Body.Read(context, WireJson.Relaxed.OnSpotRequest);
        await Tell(context, await intake.OnSpot(request, key, context.Caller(), client, context.RequestAborted));
    }

    private static Task Tell(HttpContext context, Outcome<ReportAnswer> outcome) => outcome.IsAnswer
        ? Answer.Write(context, outcome.Answer.Again ? 200 : 201, outcome.Answer, WireJson.Relaxed.ReportAnswer)
        : Answer.Problem(context, outcome.Problem);

    private static Task Batch(HttpContext context, Intake intake, Faults faults)
    {
        var (caller, client) = (context.Caller(), Asks.Client.Read(context) ?? Intake.AnyClient);
        var most = caller.IsIntegration ? LineBatch.MostLines : LineBatch.MostLinesOfAnyone;
        return LineBatch.Run(context, most, new ReportLines(intake, caller, client, faults));
    }

    private static async Task Progress(HttpContext context, CaseList list, CaseDoor cases, EventLog.IEventLog log)
    {
        var typed = Asks.Receipt.Must(context);
        if (Receipts.Read(typed) is { } receipt)
        {
            await Reached.Must(list, log.Head.Position, context.RequestAborted);
            var hash = Receipts.HashOf(receipt);
            if (list.Look(look => look.CaseOfReceipt(hash)?.Id) is { } id
                && await cases.See(id, context.RequestAborted) is { } sight)
            {
                var followed = await Followed(sight, cases, context.RequestAborted);
                await Answer.Ok(
                    context, ViewOf.Progress(receipt, sight, followed), WireJson.Relaxed.ProgressView, Shown);
                return;
            }
        }

        throw new ProblemException(Problem.Unknown(
            "ReceiptUnknown", "receipt", typed, new Say("a report, 16 signs long", "上报回执（16 位）")));
    }

    /// <summary>A merged report follows its parent; a parent that was merged later leads on.</summary>
    private static async Task<CaseSight?> Followed(CaseSight sight, CaseDoor cases, CancellationToken cancel)
    {
        var at = sight;
        for (var step = 0; step < FollowedMost && at.Parent is { } parent; step++)
        {
            at = await cases.See(parent, cancel) ?? at;
        }

        return at == sight ? null : at;
    }
}
