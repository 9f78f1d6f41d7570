namespace Twin.City.Modes;

/// <summary>A plan (预案): when to open it, what it orders, who does what with which resources, when it ends.</summary>
/// <param name="Id">A word of the city's own, such as <c>RAIN-1</c>.</param>
/// <param name="Opens">The mode that opening it switches to, where the area is lower.</param>
/// <param name="Orders">No area in it may be lower while it is open; Peace = nothing is ordered.</param>
/// <param name="Triggers">What it is opened for.</param>
/// <param name="Lead">The department whose command post leads.</param>
/// <param name="EndsAfterHours">Planned end, hours after it is opened.</param>
public sealed record Plan(
    string Id, string Hazard, string Zh, string En, Mode Opens, Mode Orders, FactList<ModeReason> Triggers,
    DepartmentId Lead, int EndsAfterHours, FactList<PlanTask> Tasks, FactList<PlanResource> Resources)
{
    public const int TasksMost = 20;
    public const int ResourcesMost = 20;
    public const int HoursMost = 14 * 24;
}

/// <summary>What one department does when the plan is opened: it becomes a case of that class.</summary>
/// <param name="Task">Its word within the plan, such as <c>pump</c>.</param>
public sealed record PlanTask(string Task, string Zh, string En, string Class, DepartmentId Department);

/// <summary>What is kept ready for a task.</summary>
/// <param name="Holder">Department or area in whose stock it is.</param>
public sealed record PlanResource(string Task, string Holder, string Kind, int Count);
