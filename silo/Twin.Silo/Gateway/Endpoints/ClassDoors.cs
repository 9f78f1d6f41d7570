using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Cases;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The classes of matters: as they hold now, and what changes from a day on.</summary>
internal static class ClassDoors
{
    private const string Editor = "CentreHead";
    private const int StepsMost = 10;

    public static void MapClasses(this IEndpointRouteBuilder api)
    {
        api.MapGet("/classes", All).AllowAnonymous().WithSummary("The classes of matters, as they hold now")
            .Gives<ClassView[]>();
        api.MapPost("/classes", Change).WithSummary("Change a class from a day on; older cases keep their rules")
            .Takes(Asks.Key).TakesBody<ClassRequest>().Gives<ClassView>().Refuses(400, 401, 403, 413, 415, 503);
    }

    private static Task All(HttpContext context, ClassBook book, TimeProvider time) => Answer.Ok(
        context, [.. CityTables.Classes.Select(row => ViewOf(row.Code, book.Now, time.GetUtcNow()))],
        WireJson.Relaxed.ClassViewArray);

    private static async Task Change(
        HttpContext context, ClassBook book, IGrainFactory grains, CommandIds ids, TimeProvider time)
    {
        var key = Asks.Key.Read(context);
        var request = await Body.Read(context, WireJson.Relaxed.ClassRequest);
        if (!context.Caller().Has(Editor))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        var now = time.GetUtcNow();
        var changed = Checked(request, book.Now, now);
        var by = context.Caller().Actor;
        var commandId = ids.Of(
            CommandIds.Own(by.Account, key), "class", request, WireJson.Relaxed.ClassRequest);
        _ = await grains.GetGrain<IClassGrain>(ClassBook.Key).Change(
            changed, by with { Roles = [Editor] }, commandId, context.RequestAborted)
            ?? throw new ProblemException(Problem.Of(CommandKey.Taken));
        await book.CatchUp(context.RequestAborted);
        await Answer.Ok(context, ViewOf(changed.Class, book.Now, time.GetUtcNow()), WireJson.Relaxed.ClassView);
    }

    private static ClassView ViewOf(string code, CaseClasses classes, DateTimeOffset now)
    {
        var versions = classes.VersionsOf(code);
        var present = versions.Last(one => one.ValidFrom is not { } from || from <= now);
        var row = present.Class;
        return new ClassView(
            row.Code, row.Zh, row.En, row.Kind, row.Severity.ToString(), row.OnSpot, row.Physical, Keys(row),
            Steps(row), present.ValidFrom, versions.Length == 1 ? null : [.. versions.Select(VersionOf)]);
    }

    private static ClassVersionView VersionOf(ClassVersion one) =>
        new(one.ValidFrom, one.Class.Severity.ToString(), Keys(one.Class), Steps(one.Class), one.Source);

    private static string[] Keys(CaseClass row) => [.. row.Departments.Select(one => one.Value)];

    private static string[] Steps(CaseClass row) => [.. row.HandleSteps.Select(step => step.ToText())];

    /// <summary>What is left out stays as it would be at that moment.</summary>
    private static CityEvent.ClassChanged Checked(ClassRequest request, CaseClasses classes, DateTimeOffset now)
    {
        var wrong = Checks.Class("class", request.Class) ?? Checks.Word("source", request.Source)
            ?? Checks.Severity("severity", request.Severity, out _)
            ?? Checks.Moment("validFrom", request.ValidFrom, now + CommandRules.Farthest)
            ?? (request.ValidFrom < now - IntakeRules.ClockSlack
                ? Problem.Field("validFrom", $"{request.ValidFrom:O}", new Say("no moment of the past", "不早于现在"))
                : null);
        if (wrong is not null)
        {
            throw new ProblemException(wrong);
        }

        _ = Checks.Severity("severity", request.Severity, out var severity);
        var from = request.ValidFrom ?? now;
        var then = classes.Find(request.Class, from)!;
        return new CityEvent.ClassChanged(
            request.Class, from.ToUniversalTime(), severity == Severity.Unset ? then.Severity : severity,
            new(request.Departments is null ? then.Departments : [.. DepartmentsOf(request.Departments)]),
            new([.. request.HandleSteps is null ? Steps(then) : StepsOf(request.HandleSteps)]), request.Source);
    }

    private static IEnumerable<DepartmentId> DepartmentsOf(string?[] keys) =>
        keys is { Length: > 0 and <= CaseCodes.PartsMost }
            ? keys.Select(DepartmentOf)
            : throw Wrong("departments", $"{keys.Length}", new Say(
                $"1 to {CaseCodes.PartsMost} departments", $"1至{CaseCodes.PartsMost}个部门"));

    private static DepartmentId DepartmentOf(string? key) =>
        key is not null && CityTables.DepartmentOf.ContainsKey(new DepartmentId(key))
            ? new DepartmentId(key)
            : throw Wrong("departments", key, new Say("keys of departments.csv", "部门代码"));

    private static IEnumerable<string> StepsOf(string?[] steps)
    {
        var expected = new Say(
            $"1 to {StepsMost} steps such as fix=P5D/D", $"1至{StepsMost}个步骤，如 fix=P5D/D");
        if (steps is not { Length: > 0 and <= StepsMost })
        {
            throw Wrong("handleSteps", $"{steps.Length}", expected);
        }

        foreach (var step in steps)
        {
            yield return TryStep(step) ?? throw Wrong("handleSteps", step, expected);
        }
    }

    private static string? TryStep(string? text)
    {
        try
        {
            var step = text is { Length: <= Checks.MostWordCharacters } ? HandleStep.Parse(text) : null;
            var fits = step is not null && step.Name.All(char.IsAsciiLetterOrDigit)
                && (step.Within is not { } limit
                    || (limit.Length > TimeSpan.Zero && limit.Length <= CommandRules.Farthest));
            return fits ? step!.ToText() : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static ProblemException Wrong(string field, string? found, Say expected) =>
        new(Problem.Field(field, found, expected));
}
