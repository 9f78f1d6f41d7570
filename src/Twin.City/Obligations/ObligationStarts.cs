using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Obligations;

/// <summary>The clocks of obligations that a command of the case itself starts.</summary>
internal static class ObligationStarts
{
    public static IEnumerable<ClockStart> Of(CaseAsk ask)
    {
        var happened = ask.Command switch
        {
            CaseCommand.RaiseWhistle e => new CaseEvent.WhistleRaised(
                e.Whistle, e.Department, e.Reason!, ObligationRules.LevelOf(ask)),
            CaseCommand.OpenOneThing e => new CaseEvent.OneThingOpened(
                e.Template, default, new(ObligationRules.PartsOf(ask, e))),
            CaseCommand.RuleOwner { Part: { } part } e when ask.State.Stage == CaseStage.JointHandling =>
                new CaseEvent.OwnerRuled(e.Post, e.Department, e.Reason!, part),
            _ => (CaseEvent?)null,
        };
        if (happened is null) return [];
        var before = ask.State.Obligations;
        return ObligationFold.After(before, happened, ask.NextVersion, ask.Now)
            .Where(one => !before.Contains(one)).SelectMany(one => ObligationClocks.At(ask, one, one.Stage));
    }
}
