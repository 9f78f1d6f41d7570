using Twin.City.Cases;
using Twin.Silo.Gateway;

namespace Twin.Silo.Messages;

/// <summary>What a reporter is told of a fact; null of most.</summary>
internal static class MessageWords
{
    /// <summary>No word of anybody, no place, no name: the number of the case and how far it is.</summary>
    public static Say? Of(CaseEvent happened, string? caseNo)
    {
        var (zh, en) = (caseNo is null ? "您反映的事项" : $"您反映的事项（{caseNo}）",
            caseNo is null ? "Your matter" : $"Your matter ({caseNo})");
        return happened switch
        {
            CaseEvent.Filed => new Say($"{en} was filed and is being dispatched.", $"{zh}已立案，正在派遣。"),
            CaseEvent.NotAccepted or CaseEvent.NothingFound => new Say(
                $"{en} was not accepted. With your receipt you may appeal within 7 days.",
                $"{zh}未被受理。您可凭回执在7日内申诉。"),
            CaseEvent.Merged => new Say(
                $"{en} is known already and goes on with an earlier report.", $"{zh}此前已有人反映，将一并办理。"),
            CaseEvent.ReferredOut => new Say($"{en} was passed to the body that decides by law.", $"{zh}已依法转有权机关办理。"),
            CaseEvent.Handled => new Say($"{en} was handled and is being checked.", $"{zh}已处置，正在核查。"),
            CaseEvent.CheckPassed { FollowUp: true } or CaseEvent.CheckLapsed { FollowUp: true } => new Say(
                $"{en} was handled. Is it solved? Rate it with your receipt.", $"{zh}已办理完毕。是否解决？请凭回执评价。"),
            CaseEvent.Reassigned => new Say($"{en} is open again and in work.", $"{zh}已重新办理。"),
            CaseEvent.Closed or CaseEvent.CheckPassed or CaseEvent.CheckLapsed or CaseEvent.ClosedByFinding =>
                new Say($"{en} is closed. Your receipt shows how it was handled.", $"{zh}已结案，可凭回执查看办理情况。"),
            _ => null,
        };
    }
}
