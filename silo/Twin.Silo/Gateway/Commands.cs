using System.Collections.Frozen;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Turns a command of the wire into an order to its case.</summary>
internal sealed class Commands(CaseDoor cases, Intake intake, Places places, IIdSource ids, TimeProvider time)
{
    /// <summary>Commands that people and systems give; the others ride along, or have a door of their own.</summary>
    private static readonly string[] Given =
        ["File", "Dispatch", "Offer", "Accept", "Arrive", "Handle", "PassCheck", "Close", "Void"];

    private static readonly FrozenDictionary<string, string> Words = Given
        .SelectMany(word => new[] { word, char.ToLowerInvariant(word[0]) + word[1..], Kebab(word) }
            .Distinct().Select(spelling => KeyValuePair.Create(spelling, word)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<string> Known => Given;

    /// <param name="key">The sender's identity of the command, when the body has none.</param>
    public async ValueTask<Outcome<CommandAnswer>> Do(
        string caseId, string command, CommandRequest body, string? key, Caller caller, string client,
        CancellationToken cancel)
    {
        if (WordOf(command, out var word) is { } unknown)
        {
            return unknown;
        }

        if (caller.Unseated is { } unseated)
        {
            return unseated;
        }

        if (Check(caseId, body, key, out var severity, out var task) is { } wrong)
        {
            return wrong;
        }

        if (body.OccurredAt is not null && !caller.IsIntegration)
        {
            return Problem.Of(Refusals.NotAllowed with { Field = "occurredAt" });
        }

        if (word == "Offer" && body.Post is null)
        {
            return Problem.Field("post", null, new Say("the id of the post to offer to", "被派单岗位的编号"));
        }

        var id = new CaseId(caseId);
        var commandId = body.CommandId ?? key ?? ids.Next();
        var words = word is "Handle" or "PassCheck" ? await intake.Keep(id, commandId, body.Text, cancel) : null;
        var order = new CaseOrder(
            CommandOf(word, body, severity, task, words), commandId, caller.Actor, client, body.OccurredAt,
            body.ExpectedVersion);
        var answer = await cases.Do(id, order, cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : new CommandAnswer(caseId, answer.Stage.ToString(), answer.Version, answer.Position, answer.Again);
    }

    /// <summary>PascalCase, camelCase or kebab-case; null when it is a command that may be given.</summary>
    private static ProblemView? WordOf(string command, out string word)
    {
        if (Words.TryGetValue(command, out var known))
        {
            word = known;
            return null;
        }

        word = "";
        return Problem.Of(
            StatusCodes.Status404NotFound,
            "CommandUnknown",
            new Say(
                $"Found command {Problem.Show(command)}; expected one of {string.Join(", ", Given)}. "
                + "Correct the last part of the path.",
                $"没有{Problem.Show(command)}这个操作；应为 {string.Join("、", Given)} 之一。"),
            "command");
    }

    private ProblemView? Check(
        string caseId, CommandRequest body, string? key, out Severity severity, out TaskKind task)
    {
        var wrong = Checks.Severity("severity", body.Severity, out severity);
        wrong = Checks.OneOf("task", body.Task, out task, TaskKind.Handle) ?? wrong;
        return wrong
            ?? Checks.Word("caseId", caseId)
            ?? Checks.Word("Idempotency-Key", key)
            ?? Checks.Word("commandId", body.CommandId)
            ?? (body.ExpectedVersion is < 0 ? VersionWrong(body.ExpectedVersion.Value) : null)
            ?? Checks.Class("class", body.Class)
            ?? IntakeRules.Home("home", body.Home, places)
            ?? (body.Post is { } post && places.Post(post) is null ? PostWrong(post) : null)
            ?? Department(body.Department)
            ?? Checks.Word("offer", body.Offer)
            ?? Checks.Text("text", body.Text)
            ?? Checks.Word("reason", body.Reason)
            ?? Checks.Moment("occurredAt", body.OccurredAt, time.GetUtcNow() + ClockSlack);
    }

    private static CaseCommand CommandOf(
        string word, CommandRequest body, Severity severity, TaskKind task, Words? words) => word switch
        {
            // The case takes its number from the numberer of its district and day.
            "File" => new CaseCommand.File(
                body.Class, severity, body.Home is { } home ? new HomeId(home) : null, ""),
            "Dispatch" => new CaseCommand.Dispatch(PostOf(body), DepartmentOf(body)),
            "Offer" => new CaseCommand.Offer(PostOf(body)!.Value, task),
            "Accept" => new CaseCommand.Accept(body.Offer),
            "Arrive" => new CaseCommand.Arrive(),
            "Handle" => new CaseCommand.Handle(words, body.Photo ?? false),
            "PassCheck" => new CaseCommand.PassCheck(words, body.Photo ?? false),
            "Close" => new CaseCommand.Close(),
            "Void" => new CaseCommand.Void(body.Reason, body.SecondSignature ?? false),
            _ => throw new ArgumentOutOfRangeException(nameof(word), word, "Expected a command that may be given."),
        };

    private static PostId? PostOf(CommandRequest body) => body.Post is { } post ? new PostId(post) : null;

    private static DepartmentId? DepartmentOf(CommandRequest body) =>
        body.Department is { } department ? new DepartmentId(department) : null;

    private static ProblemView VersionWrong(long found) => Problem.Field(
        "expectedVersion", found.ToString(System.Globalization.CultureInfo.InvariantCulture),
        new Say("the version that the last answer gave", "上次答复中的版本号"));

    private static ProblemView PostWrong(string post) => Problem.Field(
        "post", post, new Say("the id of a post of this city", "本市岗位的编号"),
        new Say("GET /api/v1/posts lists them.", "可用 GET /api/v1/posts 查询。"));

    private static ProblemView? Department(string? department) =>
        department is null || CityTables.DepartmentOf.ContainsKey(new DepartmentId(department))
            ? null
            : Problem.Field("department", department, new Say("a key of departments.csv", "部门代码"));

    private static string Kebab(string word) => string.Concat(word.Select((sign, at) =>
        char.IsUpper(sign) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(sign) : sign.ToString()));
}
