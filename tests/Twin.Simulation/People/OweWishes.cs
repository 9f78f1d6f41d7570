using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.Contracts;

namespace Twin.Simulation.People;

/// <summary>What somebody wants of a department that owes: mostly the next act of its ladder.</summary>
internal static class OweWishes
{
    private static readonly string[] Acts =
    [
        "approve", "reject", "accept", "redirect", "arrive", "note", "result", "sign-off", "rate", "reinforce",
        "cancel",
    ];

    private static readonly string[] Others = ["Drainage", "Sanitation", "Enforcement", "Parks"];

    private static readonly string[] Roles = ["CommunitySecretary", "StreetOffice", "GridHead", "Supervisor"];

    /// <summary>Null when nobody owes the case anything.</summary>
    public static Errand? Of(Random dice, CaseSight? sight, string commandId)
    {
        if (sight is not { Obligations: { IsEmpty: false } owed }) return null;
        var one = owed[dice.Next(owed.Length)].Obligation;
        var act = dice.Next(4) == 0 ? Acts[dice.Next(Acts.Length)] : Next(one, dice);
        var request = new ObligationRequest(
            commandId, Department: act is "redirect" or "reinforce" ? Others[dice.Next(Others.Length)] : null,
            Text: "已记录", ArrivedOnTime: dice.Next(2) == 0, Solved: dice.Next(2) == 0, Attitude: dice.Next(1, 6),
            Supervision: dice.Next(1, 5));
        var role = Role(act, one, dice);
        var caller = role == "Handler"
            ? Callers.In(role, dice.Next(8) == 0 ? new(Others[dice.Next(Others.Length)]) : one.Department)
            : Callers.In(role, null);
        return new Errand($"Oblige.{act}", role, async (silo, id) =>
        {
            var outcome = await silo.Acts.Do(
                id, one.Id, act, request, null, caller, "desk", CancellationToken.None);
            return outcome.Answer is { } answer
                ? new Told(answer.Position, null, answer.Stage, answer.Again)
                : new Told(0, outcome.Problem!.Code, "", Again: false);
        });
    }

    private static string Next(ObligationState one, Random dice) => one.Stage switch
    {
        ObligationStage.Raised or ObligationStage.CommunityOK => "approve",
        ObligationStage.Called or ObligationStage.NoShow => "accept",
        ObligationStage.Accepted => "arrive",
        ObligationStage.Working => one.Result is null ? "result" : "sign-off",
        ObligationStage.Done => "rate",
        _ => dice.Next(2) == 0 ? "note" : "supervise",
    };

    private static string Role(string act, ObligationState one, Random dice) => act switch
    {
        _ when dice.Next(8) == 0 => Roles[dice.Next(Roles.Length)],
        "approve" => one.Stage == ObligationStage.CommunityOK ? "StreetOffice" : "CommunitySecretary",
        "reject" or "reinforce" => "StreetOffice",
        "rate" or "cancel" => "GridHead",
        "supervise" => "Supervisor",
        _ => "Handler",
    };
}
