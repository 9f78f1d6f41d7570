using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Obligations;

/// <summary>An act on one obligation that an actor may give now.</summary>
/// <param name="Act">Last word of its path, such as sign-off.</param>
public sealed record ObligationChoice(ObligationId Obligation, string Act);

/// <summary>What an actor may do with the obligations of a case now, were each form filled well.</summary>
/// <remarks>Asked of the same gate and decisions; what cannot be done now is not offered.</remarks>
public static class ObligationChoices
{
    private static readonly Words Something = new("choice", "choice");

    /// <summary>In the order of the ladder.</summary>
    private static readonly ImmutableArray<(string Act, ObligationCommand Wish)> WellFilled =
    [
        ("approve", new ObligationCommand.Approve()),
        ("reject", new ObligationCommand.Reject(Something)),
        ("accept", new ObligationCommand.Accept()),
        // A department of no name is another one: whether it can be called is for the act itself.
        ("redirect", new ObligationCommand.Redirect(new DepartmentId(""), Something)),
        ("arrive", new ObligationCommand.Arrive()),
        ("note", new ObligationCommand.Note(Something)),
        ("result", new ObligationCommand.GiveResult(Something)),
        ("sign-off", new ObligationCommand.SignOff()),
        ("rate", new ObligationCommand.Rate(ArrivedOnTime: true, Solved: true, null, null)),
        ("reinforce", new ObligationCommand.Reinforce(new DepartmentId(""), Something)),
        ("cancel", new ObligationCommand.Cancel(Something)),
        ("supervise", new ObligationCommand.Supervise(SupervisionLevel.LeaderLed)),
    ];

    public static ImmutableArray<ObligationChoice> Of(
        CaseState state, Actor by, DateTimeOffset now, CaseRules rules)
    {
        var choices = ImmutableArray.CreateBuilder<ObligationChoice>();
        foreach (var one in state.Obligations)
        {
            foreach (var (act, wish) in WellFilled)
            {
                var oblige = new CaseCommand.Oblige(one.Id, wish);
                var order = new CaseOrder(oblige, "choice", by, "choice");
                if (ObligationGate.ActingRole(state, by, oblige, rules) is not null
                    && ObligationDecisions.Decide(new CaseAsk(state, order, now, rules), oblige).Refusal is null)
                {
                    choices.Add(new ObligationChoice(one.Id, act));
                }
            }
        }

        return choices.DrainToImmutable();
    }
}
