using Twin.City;
using Twin.City.Cases;
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
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        api.MapGet("/cases", List).WithSummary("Cases, newest report first")
            .Takes(Asks.Area, Asks.Stage, Asks.From, Asks.To, Asks.Page, Asks.PageSize, Asks.AtLeast)
            .Gives<CasePage>().Refuses(400, 401, 403, 503);
        api.MapGet("/cases/{caseId}", See).WithSummary("One case with its steps and tasks")
            .Takes(Asks.CaseId).Gives<CaseView>().Refuses(400, 401, 403, 404, 503);
        api.MapGet("/cases/{caseId}/words", Words).WithSummary("What was written about a case; the read is audited")
            .Takes(Asks.CaseId, Asks.Purpose).Gives<WordsView>().Refuses(400, 401, 403, 404, 503);
        api.MapPost("/cases/{caseId}/{command}", Do).WithSummary("Give a command to a case")
            .Takes(Asks.CaseId, Asks.Command, Asks.Key, Asks.Post, Asks.Client).TakesBody<CommandRequest>()
            .Gives<CommandAnswer>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 503);
        api.MapPost("/cases:batch", Batch).WithSummary("Give many commands, a line each")
            .WithMetadata(LineBatch.SizeLimit)
            .Takes(Asks.Post, Asks.Client).TakesLines<CommandLine>().GivesLines<CommandLineAnswer>()
            .Refuses(401, 413, 415, 503);
    }

    private static async Task List(HttpContext context, CaseList list, Places places, IEventLog log)
    {
        var caller = context.Must("areaCases");
        var area = Asks.Area.Read(context);
        if (IntakeRules.Home("area", area, places) is { } wrong)
        {
            throw new ProblemException(wrong);
        }

        var home = area is null ? OwnHome(caller) ?? places.Root : new HomeId(area);
        MustCover(caller, home, places);
        var (stage, from, to) = (Asks.Stage.Read(context), Asks.From.Read(context), Asks.To.Read(context));
        var (page, size) = (Asks.Page.Read(context) ?? 1, Asks.PageSize.Read(context) ?? Asks.DefaultPageSize);
        var atLeast = Reached.Position(Asks.AtLeast.Read(context), log);
        await Reached.Must(list, atLeast, context.RequestAborted);

        // Rows are made under the gate: entries change in place.
        var answer = list.Look(look =>
        {
            var (rows, total) = look.Shelf(home)?.Page(stage, from, to, (page - 1) * size, size) ?? ([], 0);
            return new CasePage([.. rows.Select(row => ViewOf.Row(row, places))], page, size, total, look.Position);
        });
        await Answer.Ok(context, answer, WireJson.Relaxed.CasePage);
    }

    private static async Task See(HttpContext context, CaseDoor cases, Places places, TriageDesk triage)
    {
        var caller = context.Must("areaCases", "departmentCases", "ownTasks");
        var sight = await Find(context, cases);
        MustSee(caller, sight, places);
        var review = await triage.Of(sight, caller.Sees("caseText"), context.RequestAborted);
        await Answer.Ok(context, ViewOf.Case(sight, review), WireJson.Relaxed.CaseView);
    }

    private static async Task Words(
        HttpContext context, CaseDoor cases, Places places, IVault vault, TimeProvider time)
    {
        var caller = context.Must("caseText");
        var purpose = Asks.Purpose.Read(context) ?? throw new ProblemException(Problem.Field(
            "purpose", null, new Say("why you read it, such as handling", "查看的目的，如 handling")));
        var sight = await Find(context, cases);
        MustSee(caller, sight, places);
        var by = new Author(caller.Name, caller.Roles.First(role => CityTables.RoleOf[role].Sees.Contains("caseText")));
        async Task<string?> Read(Words? words) => words is null
            ? null
            : await vault.Read(
                new WordsRequest(sight.Case.Value, words.TextId, by, purpose, time.GetUtcNow()),
                context.RequestAborted);
        var (report, result) = (await Read(sight.Words), await Read(sight.Result));
        var forgotten = (sight.Words is not null && report is null) || (sight.Result is not null && result is null);
        await Answer.Ok(
            context, new WordsView(sight.Case.Value, report, result, forgotten), WireJson.Relaxed.WordsView);
    }

    private static async Task Do(HttpContext context, Commands commands)
    {
        var (caseId, command) = (Asks.CaseId.Must(context), Asks.Command.Must(context));
        var (key, client) = (Asks.Key.Read(context), Asks.Client.Read(context) ?? Intake.AnyClient);
        var request = await Body.Read(context, WireJson.Relaxed.CommandRequest);
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

    private static async Task<CaseSight> Find(HttpContext context, CaseDoor cases) =>
        await cases.See(new CaseId(Asks.CaseId.Must(context)), context.RequestAborted)
        ?? throw new ProblemException(Problem.Of(Refusals.Of("CaseUnknown")) with { Field = "caseId" });

    private static HomeId? OwnHome(Caller caller) => caller.Bindings
        .First(one => CityTables.RoleOf[one.Role].Sees.Contains("areaCases")).Home;

    private static void MustCover(Caller caller, HomeId home, Places places)
    {
        if (!caller.Sees("areaCases", home, places))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }
    }

    // No scope is implied by another: cases of the own area, of the own department, or with a task of the own seat.
    private static void MustSee(Caller caller, CaseSight sight, Places places)
    {
        var inArea = caller.Sees("areaCases", sight.Home, places);
        var inDepartment = caller.Sees("departmentCases")
            && caller.Bindings.Any(one => one.Department is { } department && (department == sight.Department
                || sight.Obligations.Any(owed => owed.Obligation.Department == department)));
        var atSeat = caller.Sees("ownTasks") && caller.Post is { } seat && sight.Tasks.Any(task => task.Post == seat);
        if (!inArea && !inDepartment && !atSeat)
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }
    }
}
