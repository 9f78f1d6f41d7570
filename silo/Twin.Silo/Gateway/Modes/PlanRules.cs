using System.Collections.Immutable;
using System.Globalization;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Modes;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Modes;

namespace Twin.Silo.Gateway.Modes;

/// <summary>What a plan may hold, and a plan as the wire has it.</summary>
internal sealed class PlanRules(CaseRules rules, ResourceCommands resources)
{
    private const int WordMost = 40;
    private const int TextMost = 200;

    public static PlanView ViewOf(PlanVersion version)
    {
        var plan = version.Plan;
        var (hazard, lead) = (ModeViews.HazardOf(plan.Hazard), CityTables.DepartmentOf[plan.Lead]);
        return new PlanView(
            plan.Id, version.Version, hazard.Hazard, hazard.Zh, hazard.En, plan.Zh, plan.En, plan.Opens.ToString(),
            plan.Orders == Mode.Peace ? null : plan.Orders.ToString(),
            [.. plan.Triggers.Items.Select(one => one.ToString())], lead.Department.Value, lead.Zh, lead.En,
            plan.EndsAfterHours,
            [
                .. plan.Tasks.Items.Select(one =>
                    new PlanTaskView(one.Task, one.Zh, one.En, one.Class, one.Department.Value)),
            ],
            [
                .. plan.Resources.Items.Select(one =>
                    new PlanResourceView(one.Task, one.Holder, one.Kind, one.Count)),
            ],
            version.At, version.Position);
    }

    public Outcome<Plan> Read(PlanRequest body)
    {
        if (Check(body, out var opens, out var orders) is { } wrong)
        {
            return wrong;
        }

        var triggers = ImmutableArray.CreateBuilder<ModeReason>();
        foreach (var word in body.Triggers ?? [])
        {
            if (word is null || Checks.OneOf("triggers", word, out var reason, ModeReason.Order) is not null)
            {
                return Checks.OneOf("triggers", word ?? "", out _, ModeReason.Order)!;
            }

            triggers.Add(reason);
        }

        return new Plan(
            body.Plan!, body.Hazard!, body.Zh!, body.En!, opens, orders, new(triggers.ToImmutable()),
            new DepartmentId(body.Lead!), body.EndsAfterHours!.Value,
            new([.. body.Tasks!.Select(one => new PlanTask(
                one.Task!, one.Zh!, one.En!, one.Class!, new DepartmentId(one.Department!)))]),
            new([.. (body.Resources ?? []).Select(one =>
                new PlanResource(one.Task!, one.Holder!, one.Kind!, one.Count!.Value))]));
    }

    private ProblemView? Check(PlanRequest body, out Mode opens, out Mode orders)
    {
        var wrong = Checks.OneOf("opens", body.Opens, out opens, Mode.War4);
        wrong = Checks.OneOf("orders", body.Orders, out orders, Mode.Peace) ?? wrong;
        return wrong
            ?? Checks.Word("commandId", body.CommandId)
            ?? Checks.Word("plan", body.Plan ?? "", WordMost)
            ?? (body.Hazard is null ? ModeRules.Lacks("hazard", "a word of hazards.csv", "灾种") : null)
            ?? ModeRules.Hazard("hazard", body.Hazard)
            ?? Text("zh", body.Zh)
            ?? Text("en", body.En)
            ?? (opens is Mode.Peace or Mode.Recovery ? Opens(body.Opens) : null)
            ?? (CityTables.Of(orders).Height > CityTables.Of(opens).Height ? Orders(body.Orders) : null)
            ?? (body.Lead is null ? ModeRules.Lacks("lead", "a key of departments.csv", "部门代码") : null)
            ?? Checks.Department("lead", body.Lead)
            ?? (body.EndsAfterHours is >= 1 and <= Plan.HoursMost ? null : Hours(body.EndsAfterHours))
            ?? Tasks(body.Tasks)
            ?? Resources(body);
    }

    private ProblemView? Tasks(PlanTaskView?[]? tasks)
    {
        if (tasks is not { Length: > 0 and <= Plan.TasksMost })
        {
            return Problem.Field("tasks", Count(tasks?.Length), new Say(
                $"1 to {Plan.TasksMost} tasks", $"1 到 {Plan.TasksMost} 项任务"));
        }

        return tasks.Select(Task).FirstOrDefault(wrong => wrong is not null)
            ?? (tasks.Select(one => one!.Task).Distinct().Count() == tasks.Length
                ? null
                : Problem.Field("tasks", "a word twice", new Say("a word of its own for each", "各项代号不同")));
    }

    private ProblemView? Task(PlanTaskView? one)
    {
        if (one is null)
        {
            return ModeRules.Lacks("tasks", "tasks", "任务");
        }

        var row = rules.Classes.Find(one.Class);
        var unit = new DepartmentId(one.Department ?? "");
        return Checks.Word("tasks", one.Task ?? "", WordMost)
            ?? Text("tasks", one.Zh)
            ?? Text("tasks", one.En)
            ?? (row is null ? Problem.Field("tasks", one.Class, new Say("a class code such as E0406", "类别代码")) : null)
            ?? (row!.IsDispute
                ? Problem.Field("tasks", one.Class, new Say("no class of disputes", "非纠纷类别"))
                : null)
            ?? (CityTables.DepartmentOf.ContainsKey(unit) && rules.HasAuthority(unit, row!)
                ? null
                : Problem.Field("tasks", one.Department, new Say(
                    $"a department with the authority for {row!.Code}", $"有{row!.Code}权限的部门")));
    }

    private ProblemView? Resources(PlanRequest body)
    {
        if (body.Resources is not { } lines)
        {
            return null;
        }

        if (lines.Length > Plan.ResourcesMost)
        {
            return Problem.Field("resources", Count(lines.Length), new Say(
                $"at most {Plan.ResourcesMost} lines", $"不超过 {Plan.ResourcesMost} 项"));
        }

        return lines.Select(one => Line(one, body.Tasks!)).FirstOrDefault(wrong => wrong is not null)
            ?? (lines.DistinctBy(one => (one.Task, one.Holder, one.Kind)).Count() == lines.Length
                ? null
                : Problem.Field("resources", "a line twice", new Say("one line for each kind", "同类合并为一项")));
    }

    private ProblemView? Line(PlanResourceView? one, PlanTaskView[] tasks) => one is null
        ? ModeRules.Lacks("resources", "resources", "资源")
        : tasks.All(task => task.Task != one.Task)
            ? Problem.Field("resources", one.Task, new Say("the word of a task of this plan", "本预案的任务代号"))
            : one.Holder is null || resources.Holder(one.Holder) is not null
                ? Problem.Field("resources", one.Holder, new Say("a department or an area", "部门或区域"))
                : Checks.Word("resources", one.Kind ?? "", WordMost)
                    ?? (one.Count is >= 1 and <= ResourceCommands.CountMost
                        ? null
                        : Problem.Field("resources", Count(one.Count), new Say(
                            $"a whole number of 1 to {ResourceCommands.CountMost}",
                            $"1 到 {ResourceCommands.CountMost} 的整数")));

    private static ProblemView? Text(string field, string? text) => text is null
        ? ModeRules.Lacks(field, "a text in both languages", "中英文名称")
        : Checks.PublicText(field, text, TextMost);

    private static ProblemView Opens(string? found) =>
        Problem.Field("opens", found, new Say("Watch or a level of war", "关注或战时等级"));

    private static ProblemView Orders(string? found) =>
        Problem.Field("orders", found, new Say("no more than the plan opens", "不高于预案启动的等级"));

    private static ProblemView Hours(int? found) => Problem.Field("endsAfterHours", Count(found), new Say(
        $"1 to {Plan.HoursMost} hours", $"1 到 {Plan.HoursMost} 小时"));

    private static string? Count(int? count) => count?.ToString(CultureInfo.InvariantCulture);
}
