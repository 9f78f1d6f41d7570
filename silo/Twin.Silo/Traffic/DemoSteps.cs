using Twin.City;
using Twin.City.Cases;

namespace Twin.Silo.Traffic;

/// <summary>What a simulated post does next with a case, in which words, and how long it takes.</summary>
internal static class DemoSteps
{
    private static readonly string[] Results =
    [
        "已到场处置，现场恢复正常。", "已清理完毕，并告知周边商户。", "已修复，现场已复原。", "已劝导当事人自行整改，现场已清空。",
        "已设置警示并完成维修。", "已疏通，排水恢复正常。", "已联系物业一并处理，问题解决。",
    ];

    private static readonly string[] Checks = ["现场核查，处置到位。", "已复查，符合要求。", "现场整洁，问题已解决。"];

    /// <summary>The next step of a post; null while the city waits for somebody else.</summary>
    public static DemoOrder? Next(CaseSight sight) => sight.Stage switch
    {
        CaseStage.UnderReview when sight.Class is null => Filing(sight),
        CaseStage.AwaitAccept when Open(sight, TaskKind.Handle) is { } task => Accept(task),
        CaseStage.Handling when sight.Post is { } post => Has(sight, "Arrived")
            ? new(post, new CaseCommand.Handle(null, true))
            : new(post, new CaseCommand.Arrive()),
        CaseStage.Checking when Open(sight, TaskKind.Check) is { } task => Accept(task),
        CaseStage.Checking when Taken(sight) is { } task => new(task.Post, new CaseCommand.PassCheck(null, true)),
        _ => null,
    };

    /// <summary>Seconds until the next step of the case: from, to. The graver, the sooner.</summary>
    public static (double Least, double Most) PauseAfter(CaseCommand command, Severity severity)
    {
        var (least, most) = command switch
        {
            CaseCommand.Accept => (5.0, 30.0),
            CaseCommand.Arrive => (15.0, 110.0),
            CaseCommand.Handle => (6.0, 40.0),
            _ => (4.0, 30.0),
        };
        return severity is Severity.S1 or Severity.S2 ? (least / 2, most / 3) : (least, most);
    }

    public static string? TextFor(CaseCommand command, Random random) => command switch
    {
        CaseCommand.Handle => Results[random.Next(Results.Length)],
        CaseCommand.PassCheck => Checks[random.Next(Checks.Length)],
        _ => null,
    };

    public static CaseCommand WithWords(CaseCommand command, Words? words) => command switch
    {
        CaseCommand.Handle handle => handle with { Result = words },
        CaseCommand.PassCheck check => check with { Note = words },
        _ => command,
    };

    // A report without a class waits for a person; the simulated one finds that it is a matter of the streets.
    private static DemoOrder? Filing(CaseSight sight) => sight.Home.Value.Length > 0
        ? new(new PostId($"{sight.Home.Value}-1"), new CaseCommand.File("E0599", Severity.S4, null, ""))
        : null;

    private static DemoOrder Accept(CaseTask task) => new(task.Post, new CaseCommand.Accept(task.Offer));

    private static CaseTask? Open(CaseSight sight, TaskKind kind) =>
        sight.Tasks.FirstOrDefault(task => task is { Over: false, AcceptedAt: null } && task.Kind == kind);

    private static CaseTask? Taken(CaseSight sight) =>
        sight.Tasks.FirstOrDefault(task => task is { Over: false, Kind: TaskKind.Check, AcceptedAt: not null });

    private static bool Has(CaseSight sight, string kind) => sight.Steps.Any(step => step.Kind == kind);
}

/// <summary>A step of a simulated post.</summary>
internal sealed record DemoOrder(PostId Post, CaseCommand Command);
