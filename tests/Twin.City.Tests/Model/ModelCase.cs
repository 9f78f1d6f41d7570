using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.City.Tests.Model;

/// <summary>What the model knows of one case; kept from commands and the table, never from facts.</summary>
internal sealed partial class ModelCase(CaseId id)
{
    public CaseId Id => id;
    public CaseStage Stage { get; set; }
    public long Version { get; set; }
    public HomeId Home { get; set; }
    public LngLat? At { get; set; }
    public bool DefaultPlace { get; set; }
    public CaseSource Source { get; set; }
    public string? Class { get; set; }
    public Severity Severity { get; set; }
    public bool LifeDanger { get; set; }
    public bool Reachable { get; set; }
    public bool Following { get; set; }
    public bool SpotConfirmed { get; set; }
    public bool NothingFound { get; set; }
    public bool Appealed { get; set; }
    public DateTimeOffset ReportedAt { get; set; } = Town.Morning;
    public DateTimeOffset EndedAt { get; set; }
    public DateTimeOffset? HandledAt { get; set; }
    public DateTimeOffset ObjectionUntil { get; set; }

    public PostId? OwnerPost { get; set; }
    public DepartmentId? OwnerDepartment { get; set; }
    public (PostId?, DepartmentId?)? First { get; set; }
    public List<(PostId? Post, DepartmentId? Department)> Returns { get; } = [];
    public bool Disputed { get; set; }
    public bool Ruled { get; set; }
    public CaseLevel Escalated { get; set; }
    public bool EscalationOpen { get; set; }
    public List<ModelTask> Tasks { get; } = [];
    public int Expired { get; set; }
    public PostId? HandledByPost { get; set; }
    public DepartmentId? HandledByDepartment { get; set; }
    public bool OnSpot { get; set; }
    public bool Sampled { get; set; }

    public int Asked { get; set; }
    public int Granted { get; set; }
    public DateTimeOffset Wanted { get; set; }
    public bool Engineering { get; set; }
    public int Renewals { get; set; }
    public Dictionary<CaseId, PartWay> Parts { get; } = [];
    public int Reworks { get; set; }
    public int Attempts { get; set; }
    public bool Rated { get; set; }
    public int Reopenings { get; set; }
    public int Supervision { get; set; }
    public List<(CaseId Case, DateTimeOffset At, bool Raised)> Duplicates { get; } = [];

    /// <summary>Clocks that run or have passed, by name; due times are read off the product.</summary>
    public Dictionary<string, ModelClock> Clocks { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of clocks that stand still.</summary>
    public HashSet<string> Paused { get; } = new(StringComparer.Ordinal);

    public CaseClass? Row => CaseClasses.All.Find(Class);

    public TaskKind? Kind => Stage switch
    {
        CaseStage.SpotChecking => TaskKind.SpotCheck,
        CaseStage.Checking => TaskKind.Check,
        CaseStage.AwaitAccept or CaseStage.Handling or CaseStage.ExtensionAsked or CaseStage.JointHandling
            or CaseStage.Rework => TaskKind.Handle,
        _ => null,
    };

    public bool IsPlaceSure => At is not null && !DefaultPlace;

    /// <summary>The level of whoever owns it, or the one it was escalated to.</summary>
    public CaseLevel Level => OwnerDepartment is { } owner
        && Enum.TryParse<CaseLevel>(CityTables.DepartmentOf[owner].Level, out var level) && level > Escalated
        ? level
        : Escalated;

    public bool IsOwner(Actor by) => (OwnerPost is { } post && by.Post == post)
        || (OwnerDepartment is { } department && by.Department == department);

    public bool HasReturned(Actor by) => Returns.Any(unit => (unit.Post is { } post && by.Post == post)
        || (unit.Department is { } department && by.Department == department));

    public ModelTask? OpenTask(Actor by, string? wanted)
    {
        var role = Kind switch
        {
            TaskKind.Check => by.Roles.Contains("Checker"),
            TaskKind.SpotCheck => by.Roles.Contains("SpotChecker"),
            _ => by.Roles.Contains("Handler") || by.Roles.Contains("Mediator"),
        };
        return !role ? null : Tasks.FirstOrDefault(task =>
            task is { Taken: false, Over: false } && task.Kind == Kind && (wanted is null || task.Offer == wanted)
            && task.IsFor(by));
    }

    public void End(TaskKind kind)
    {
        foreach (var task in Tasks.Where(task => task.Kind == kind)) task.Over = true;
    }

    public void EndAll()
    {
        foreach (var task in Tasks) task.Over = true;
    }
}

internal sealed class ModelTask(string offer, PostId? post, DepartmentId? department, TaskKind kind)
{
    public string Offer => offer;
    public PostId? Post => post;
    public DepartmentId? Department => department;
    public TaskKind Kind => kind;
    public bool Taken { get; set; }
    public bool Over { get; set; }

    public bool IsFor(Actor by) =>
        (post is { } seat && by.Post == seat) || (department is { } unit && by.Department == unit);
}

/// <param name="StartedAt">When it began to run.</param>
internal sealed record ModelClock(ClockId Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, bool Passed);
