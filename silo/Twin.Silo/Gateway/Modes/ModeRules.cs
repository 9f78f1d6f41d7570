using Twin.City.Modes;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.Modes;

/// <summary>What the closed words of a request mean.</summary>
internal readonly record struct ReadMode(Mode To, ModeReason Reason);

/// <summary>What a command to the command of an area may hold. Null, or the first thing that is wrong.</summary>
internal static class ModeRules
{
    /// <summary>Characters of a notice in one language.</summary>
    public const int NoticeCharactersMost = 500;

    public const int DrillCharactersMost = 40;

    public static ProblemView? Check(string command, ModeRequest body, out ReadMode read)
    {
        var wrong = Checks.OneOf("to", body.To, out var to, Mode.Peace);
        wrong = Checks.OneOf("reason", body.Reason, out var reason, ModeReason.Order) ?? wrong;
        read = new ReadMode(to, reason);
        return wrong
            ?? Checks.Word("commandId", body.CommandId)
            ?? Hazard("hazard", body.Hazard)
            ?? Checks.Word("drill", body.Drill, DrillCharactersMost)
            ?? Checks.Word("plan", body.Plan)
            ?? Checks.Word("incident", body.Incident)
            ?? Checks.PublicText("zh", body.Zh, NoticeCharactersMost)
            ?? Checks.PublicText("en", body.En, NoticeCharactersMost)
            ?? Missing(command, body);
    }

    public static ProblemView? Hazard(string field, string? value) =>
        value is null || CityTables.Hazards.Any(row => row.Hazard == value)
            ? null
            : Problem.Field(field, value, new Say(
                $"one of {string.Join(", ", CityTables.Hazards.Select(row => row.Hazard))}",
                $"{string.Join("、", CityTables.Hazards.Select(row => row.Hazard))} 之一"));

    private static ProblemView? Missing(string command, ModeRequest body) => command switch
    {
        "open-plan" => body.Plan is null ? Lacks("plan", "the id of a plan", "预案编号") : null,
        "close-plan" => body.Incident is null ? Lacks("incident", "the id of an incident", "事件指挥编号") : null,
        _ when body.Hazard is null => Lacks("hazard", "a word of hazards.csv", "灾种"),
        "step-up" or "step-down" when body.To is null => Lacks("to", "a mode", "目标状态"),
        "step-up" or "step-down" or "review" or "publish" when body.Until is null =>
            Lacks("until", "the planned end, at most 14 days away", "计划结束时间，不超过14天"),
        "publish" when body.Zh is null => Lacks("zh", "the text in Chinese", "中文内容"),
        "publish" when body.En is null => Lacks("en", "the text in English", "英文内容"),
        _ => null,
    };

    public static ProblemView Lacks(string field, string en, string zh) =>
        Problem.Field(field, null, new Say(en, zh));
}
