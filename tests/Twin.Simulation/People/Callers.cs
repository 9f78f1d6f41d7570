using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>Who speaks to the gateway, as the gateway sees it after sign-in.</summary>
internal static class Callers
{
    private static readonly ImmutableArray<string> PostRoles = ["Worker", "Handler", "Checker", "SpotChecker"];

    private static readonly ImmutableArray<Caller> Workers =
        [.. SmallTown.Grids.Select((grid, at) => new Caller(
            Account.Of($"worker-{at}", "", "", PostRoles, new HomeId(grid)), new PostId(SmallTown.Posts[at])))];

    private static readonly Receipts Given = new(Secret.Of(new byte[32]));

    public static Caller Receiver { get; } = Of("receiver");

    public static Caller Filer { get; } = Of("filer");

    public static Caller Dispatcher { get; } = Of("dispatcher");

    public static Caller ShiftLead { get; } = Of("lead");

    public static ImmutableArray<Caller> Handlers { get; } =
        [Of("handler-drainage"), Of("handler-sanitation"), Of("handler-enforcement")];

    public static Caller Worker(int grid) => Workers[grid];

    /// <summary>What the gateway gave the reporter of a case.</summary>
    public static string ReceiptOf(string caseId) => Given.ReceiptOf(new CaseId(caseId));

    /// <summary>Somebody in a role: mostly the very one whom the case waits for.</summary>
    public static Caller Of(Random dice, string role, CaseSight? sight) => role switch
    {
        "Reporter" => Caller.Anonymous,
        "Handler" or "Mediator" => Handler(dice, role, sight),
        "Worker" or "Checker" or "SpotChecker" => At(Seat(dice, role == "SpotChecker"
            ? TaskKind.SpotCheck
            : TaskKind.Check, sight)),
        _ => In(role, null),
    };

    private static Caller Handler(Random dice, string role, CaseSight? sight)
    {
        if (sight?.Department is { } unit && (sight.Post is null || dice.Next(2) == 0)) return In(role, unit);
        if (role == "Mediator") return In(role, new DepartmentId("CommunityMediation"));
        return At(sight?.Post is { } owner && dice.Next(4) > 0 ? owner : Seat(dice, TaskKind.Handle, sight));
    }

    private static PostId Seat(Random dice, TaskKind kind, CaseSight? sight) =>
        dice.Next(5) > 0 && sight?.Tasks.LastOrDefault(task => task.Kind == kind && !task.Over)?.Post is { } asked
            ? asked
            : new PostId(SmallTown.Posts[dice.Next(SmallTown.Posts.Length)]);

    private static Caller At(PostId post) => new(Account.Of($"at-{post}", "", "", PostRoles), post);

    public static Caller In(string role, DepartmentId? unit) =>
        new(Account.Of($"{role}-{unit}", "", "", [role], department: unit), null);

    private static Caller Of(string account) => new(Accounts.Find(account), null);
}
