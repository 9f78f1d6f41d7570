using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>What a command may hold. Null, or the first thing that is wrong.</summary>
internal static class CommandRules
{
    /// <summary>The best mark.</summary>
    public const int AttitudeMost = 5;

    /// <summary>How far ahead a limit or a review may lie.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(3_660);

    private static readonly ImmutableArray<string> Templates =
        [.. CityTables.OneThings.Select(row => row.Template)];

    private static readonly string[] Wordless =
    [
        "File", "Merge", "Dispatch", "Offer", "Accept", "Arrive", "GrantExtension", "Pend", "Resume", "OpenOneThing",
        "Close", "Unfollow", "Void", "Supervise",
    ];

    /// <summary>What is written to other commands is not kept: no fact would name it.</summary>
    public static bool TakesWords(string word) => !Wordless.Contains(word);

    /// <param name="read">What the fields mean; counts only where nothing is wrong.</param>
    public static ProblemView? Check(
        string caseId, CommandRequest body, string? key, Places places, DateTimeOffset now, out ReadCommand read)
    {
        var wrong = Checks.Severity("severity", body.Severity, out var severity);
        wrong = Checks.OneOf("task", body.Task, out var task, TaskKind.Handle) ?? wrong;
        wrong = Checks.OneOf("channel", body.Channel, out var channel, Channel.Call) ?? wrong;
        wrong = Checks.OneOf("whistle", body.Whistle, out var whistle, WhistleKind.Daily) ?? wrong;
        wrong = Checks.Place(body.Lng, body.Lat, out var at) ?? wrong;
        read = new ReadCommand(body, severity, task, channel, whistle, at);
        return wrong
            ?? Checks.Word("caseId", caseId)
            ?? CommandIds.Check("Idempotency-Key", key)
            ?? CommandIds.Check("commandId", body.CommandId)
            ?? Checks.Version("expectedVersion", body.ExpectedVersion)
            ?? Checks.Class("class", body.Class)
            ?? IntakeRules.Home("home", body.Home, places)
            ?? IntakeRules.Building(body.Building, places)
            ?? IntakeRules.Site(body.Site, places)
            ?? (body.Post is { } post && places.Post(post) is null ? PostWrong(post) : null)
            ?? Checks.Department("department", body.Department)
            ?? Departments(body.Departments)
            ?? Checks.Word("offer", body.Offer)
            ?? Checks.Text("text", body.Text)
            ?? Checks.Text("interim", body.Interim)
            ?? Checks.Word("reason", body.Reason)
            ?? Words(body)
            ?? Figures(body)
            ?? Checks.Moment("occurredAt", body.OccurredAt, now + IntakeRules.ClockSlack)
            ?? Checks.Moment("dueAt", body.DueAt, now + Farthest)
            ?? Checks.Moment("reviewAt", body.ReviewAt, now + Farthest);
    }

    /// <summary>The field without which a command means nothing; what the table asks for is left to it.</summary>
    public static ProblemView? Missing(string word, CommandRequest body)
    {
        var field = word switch
        {
            "Offer" when body.Post is null => "post",
            "Merge" when body.MergeInto is null => "mergeInto",
            "AskExtension" when body.DueAt is null => "dueAt",
            "RenewPending" when body.ReviewAt is null => "reviewAt",
            "RaiseWhistle" when body.Whistle is null => "whistle",
            "RaiseWhistle" when body.Department is null => "department",
            "ReferOut" when body.ReferTo is null => "referTo",
            "ReturnReferral" when body.Reference is null => "reference",
            "Contact" or "FollowUp" when body.Channel is null => "channel",
            "FollowUp" when body.Answered is null => "answered",
            "Rate" when body.Solved is null => "solved",
            "Supervise" when body.Supervision is null => "supervision",
            _ => null,
        };
        return field is null
            ? null
            : Problem.Field(field, null, new Say($"it for {word}", $"{word} 需要这一项"));
    }

    private static ProblemView? Words(CommandRequest body) =>
        Checks.Word("mergeInto", body.MergeInto)
        ?? OneOf("referTo", body.ReferTo, CaseCodes.Bodies)
        ?? Checks.Word("reference", body.Reference)
        ?? Checks.Word("step", body.Step)
        ?? OneOf("cause", body.Cause, CaseCodes.PendingCauses)
        ?? OneOf("template", body.Template, Templates)
        ?? Checks.Word("part", body.Part)
        ?? (body.Receipt is { } receipt && Receipts.Read(receipt) is null
            ? Problem.Field("receipt", null, new Say("the 16 signs of a receipt", "16位回执编号"))
            : null);

    private static ProblemView? Figures(CommandRequest body) =>
        (body.Similarity is null or (>= 0 and <= 1)
            ? null
            : Problem.Field(
                "similarity", body.Similarity?.ToString("R", CultureInfo.InvariantCulture),
                new Say("0 to 1", "0 到 1")))
        ?? Checks.UpTo("attitude", body.Attitude, AttitudeMost)
        ?? Checks.UpTo("supervision", body.Supervision, SupervisionLevel.LeaderLed);

    private static ProblemView? OneOf(string field, string? value, ImmutableArray<string> words) =>
        value is null || words.Contains(value)
            ? null
            : Problem.Field(
                field, value, new Say($"one of {string.Join(", ", words)}", $"{string.Join("、", words)} 之一"));

    private static ProblemView PostWrong(string post) => Problem.Field(
        "post", post, new Say("the id of a post of this city", "本市岗位的编号"),
        new Say("GET /api/v1/posts lists them.", "可用 GET /api/v1/posts 查询。"));

    private static ProblemView? Departments(string[]? departments)
    {
        if (departments is null)
        {
            return null;
        }

        foreach (var department in departments)
        {
            if (Checks.Department("departments", department ?? "") is { } wrong)
            {
                return wrong;
            }
        }

        const int Most = CaseCodes.PartsMost;
        return departments.Length <= Most
            ? null
            : Problem.Field("departments", "more", new Say($"at most {Most}", $"不超过 {Most} 个"));
    }
}
