using Twin.City;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.Batches;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>Cases: one, a list, commands, words.</summary>
internal static class CaseDoors
{
    private static readonly ScopeSet OfArea = ScopeSet.Of("areaCases");

    public static void MapCases(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases", List).WithSummary("Cases, newest report first")
            .Takes(Asks.Area, Asks.Stage, Asks.From, Asks.To, Asks.Typed, Asks.Page, Asks.PageSize, Asks.AtLeast)
            .Gives<CasePage>().Refuses(400, 401, 403, 503);
        api.MapGet("/cases/{caseId}", See).WithSummary("One case with its steps and tasks")
            .Takes(Asks.CaseId).Gives<CaseView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/cases/{caseId}/words", Words).WithSummary("What was written about a case; the read is audited")
            .Takes(Asks.CaseId, Asks.Purpose).Gives<WordsView>().Refuses(400, 401, 403, 404, 503);
        api.MapDelete("/cases/{caseId}/words", Erase)
            .WithSummary("Destroy the key of a case's words: they are gone for ever; audited")
            .Takes(Asks.CaseId).Gives<EraseAnswer>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/cases/{caseId}/{command}", Do).AllowAnonymous().WithSummary("Give a command to a case")
            .Takes(Asks.CaseId, Asks.Command, Asks.Key, Asks.Post, Asks.Client).TakesBody<CommandRequest>()
            .Gives<CommandAnswer>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 503);
        api.MapPost("/cases:batch", Batch).WithSummary("Give many commands, a line each")
            .WithMetadata(LineBatch.SizeLimit)
            .Takes(Asks.Post, Asks.Client).TakesLines<CommandLine>().GivesLines<CommandLineAnswer>()
            .Refuses(401, 413, 415, 503);
    }

    private static async Task List(
        HttpContext context, CaseList list, Places places, Rights rights, CaseSearch search, IEventLog log)
    {
        var caller = context.Must("areaCases");
        var home = Asks.Home(context, places) ?? OwnHome(caller) ?? places.Root;
        var scopes = rights.Must(caller, home, OfArea);
        var (stage, from, to) = (Asks.Stage.Read(context), Asks.From.Read(context), Asks.To.Read(context));
        var (page, size) = (Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);

        var fits = await search.Fits(Asks.Typed.Read(context), caller, context.RequestAborted);

        // Rows are made under the gate: entries change in place.
        var answer = list.Look(look =>
        {
            var (rows, total) = look.Shelf(home)?.Page(stage, from, to, (page - 1) * size, size, fits) ?? ([], 0);
            var seen = rows.Select(row => ViewOf.Row(
                row, places, rights.SeesPlace(caller, Rights.ResourceOf(row))));
            return new CasePage([.. seen], page, size, total, look.Position);
        });
        await Answer.Ok(context, answer, WireJson.Relaxed.CasePage, scopes);
    }

    private static async Task See(HttpContext context, CaseDoor cases, Rights rights, TriageDesk triage)
    {
        var caller = context.Must(SightPolicy.ReachWords.AsSpan());
        var sight = await Find(context, cases);
        var scopes = rights.MustReach(caller, sight);
        var review = await triage.Of(sight!, scopes.Has("caseText"), context.RequestAborted);
        await Answer.Ok(
            context, ViewOf.Case(rights.Seen(caller, sight!), review), WireJson.Relaxed.CaseView, scopes);
    }

    private static async Task Words(
        HttpContext context, CaseDoor cases, Rights rights, IVault vault, TimeProvider time)
    {
        var caller = context.Must("caseText");
        var purpose = Asks.Purpose.Read(context) ?? throw new ProblemException(Problem.Field(
            "purpose", null, new Say("why you read it, such as handling", "查看的目的，如 handling")));
        var found = await Find(context, cases);
        var scopes = rights.MustReach(caller, found);
        var sight = found!;
        var verdict = rights.Explain(caller, "caseText", Rights.ResourceOf(sight));
        if (!verdict.Allowed)
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        var by = new Author(caller.Name, verdict.Role!.Role);
        async Task<string?> Read(Words? words) => words is null
            ? null
            : await vault.Read(
                new WordsRequest(sight.Case.Value, words.TextId, by, purpose, time.GetUtcNow()),
                context.RequestAborted);
        var (report, result) = (await Read(sight.Words), await Read(sight.Result));
        var forgotten = (sight.Words is not null && report is null) || (sight.Result is not null && result is null);
        await Answer.Ok(
            context, new WordsView(sight.Case.Value, report, result, forgotten), WireJson.Relaxed.WordsView, scopes);
    }

    private static async Task Erase(
        HttpContext context, CaseDoor cases, Rights rights, IVault vault, WordIndex words, TimeProvider time)
    {
        var caller = context.Must("auditTrail");
        var sight = await Find(context, cases);
        rights.MustReach(caller, sight);
        var verdict = rights.Explain(caller, "auditTrail", Rights.ResourceOf(sight!));
        if (!verdict.Allowed)
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        // Once asked for it is done: a key that is half destroyed would be worse than an answer that nobody hears.
        var erased = await vault.Forget(
            sight!.Case.Value, new Author(caller.Name, verdict.Role!.Role), time.GetUtcNow(), CancellationToken.None);
        await words.Forget(sight.Case, CancellationToken.None);
        await Answer.Ok(context, new EraseAnswer(sight.Case.Value, erased), WireJson.Relaxed.EraseAnswer);
    }

    private static async Task Do(HttpContext context, Commands commands)
    {
        var (caseId, command) = (Asks.CaseId.Must(context), Asks.Command.Must(context));
        var (key, client) = (Asks.Key.Read(context), Asks.Client.Read(context) ?? Intake.AnyClient);
        var request = await Body.Read(context, WireJson.Relaxed.CommandRequest);
        if (!context.Caller().SignedIn && request.Receipt is null)
        {
            throw new ProblemException(TokenHandler.SignInNeeded(hasToken: false));
        }

        var outcome = await commands.Do(
            caseId, command, request, key, context.Caller(), client, context.RequestAborted);
        await (outcome.IsAnswer
            ? Answer.Ok(context, outcome.Answer, WireJson.Relaxed.CommandAnswer)
            : Answer.Problem(context, outcome.Problem));
    }

    private static Task Batch(HttpContext context, Commands commands, Faults faults) => LineBatch.Run(
        context,
        LineBatch.MostLines,
        new CommandLines(commands, context.Caller(), Asks.Client.Read(context) ?? Intake.AnyClient, faults));

    private static Task<CaseSight?> Find(HttpContext context, CaseDoor cases) =>
        cases.See(new CaseId(Asks.CaseId.Must(context)), context.RequestAborted);

    private static HomeId? OwnHome(Caller caller) => caller.Bindings
        .First(one => CityTables.RoleOf[one.Role].Sees.Contains("areaCases")).Home;
}
