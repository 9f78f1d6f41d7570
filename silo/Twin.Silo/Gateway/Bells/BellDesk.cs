using Twin.City;
using Twin.City.Bells;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Bells;

/// <summary>Bells at desks: which ring for whom, who answers them, and which offers were seen before they do.</summary>
internal sealed class BellDesk(CaseDoor cases, CaseList list, Places places, Rights rights)
{
    private const int WordMost = 64;

    /// <summary>The phone of the caller's seat shows the offer; told again it changes nothing.</summary>
    public async ValueTask<Outcome<CommandAnswer>> See(
        SeenRequest body, Caller caller, string client, CancellationToken cancel)
    {
        if ((caller.Unseated ?? Must("caseId", body.CaseId) ?? Must("offer", body.Offer)) is { } wrong)
        {
            return wrong;
        }

        var wish = new BellCommand.See(body.Offer!);
        var id = new CaseId(body.CaseId!);
        return await Do(id, wish, $"seen/{caller.Name}/{body.Offer}", caller.Actor, client, cancel);
    }

    /// <summary>Whoever answers first has answered for all.</summary>
    public async ValueTask<Outcome<CommandAnswer>> Answer(
        BellRequest body, Caller caller, string client, CancellationToken cancel)
    {
        if ((Must("caseId", body.CaseId) ?? Must("bell", body.Bell)) is { } wrong)
        {
            return wrong;
        }

        var id = new CaseId(body.CaseId!);
        if (await cases.See(id, cancel) is not { } sight || !rights.Of(caller, sight).Meets(SightPolicy.Reach))
        {
            return Rights.CaseUnknown();
        }

        if (ClockId.TryParse(body.Bell) is not { } bell)
        {
            return Problem.Field("bell", body.Bell, new Say("a bell that rings at this desk", "正在本台响铃的编号"));
        }

        return AnswersAt(bell, caller, sight.Home) is { } by
            ? await Do(id, new BellCommand.Answer(bell), $"bell/{caller.Name}/{bell}", by, client, cancel)
            : Problem.Of(Refusals.NotAllowed);
    }

    /// <summary>Bells of which the caller holds the role, where they ring.</summary>
    public async ValueTask<BellsView> Ringing(Caller caller, CancellationToken cancel)
    {
        var (entries, position) = list.Look(look => (
            look.Ringing.SelectMany(entry => entry.Bells.Select(bell => (entry.Id, entry.Home, Bell: bell))).ToArray(),
            look.Position));
        var views = new List<BellView>();
        foreach (var (id, home, bell) in entries.OrderBy(one => one.Bell.DueAt).ThenBy(one => one.Id.Value))
        {
            if (AnswersAt(bell.Id, caller, home) is null || await cases.See(id, cancel) is not { } sight) continue;
            if (rights.Of(caller, sight).Meets(SightPolicy.Reach)) views.Add(ViewFor(sight, bell));
        }

        return new BellsView([.. views], position);
    }

    private async ValueTask<Outcome<CommandAnswer>> Do(
        CaseId id, BellCommand wish, string commandId, Actor by, string client, CancellationToken cancel)
    {
        var answer = await cases.Do(id, new CaseOrder(new CaseCommand.Ring(wish), commandId, by, client), cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : ViewOf.Command(answer);
    }

    /// <summary>The caller in the role in which the bell is for it; null when it is for others.</summary>
    private Actor? AnswersAt(ClockId bell, Caller caller, HomeId home) =>
        Bound.In(caller, BellRules.RingsAt(bell), home, places);

    private BellView ViewFor(CaseSight sight, CaseClock bell)
    {
        var row = CaseClasses.All.Find(sight.Class);
        var offer = BellRules.OfferOf(sight.Case, bell.Id);
        var post = sight.Tasks.FirstOrDefault(task => task.Offer == offer)?.Post.Value;
        return new BellView(
            sight.Case.Value, bell.Id.Value, sight.CaseNo, sight.Class, row?.Zh, row?.En, sight.Severity.ToString(),
            sight.Stage.ToString(), sight.Home.Value, places.NameOf(sight.Home.Value), post,
            post is null ? null : places.Post(post)?.Name, bell.DueAt, sight.Tag is not null);
    }

    private static ProblemView? Must(string field, string? word) => word is null
        ? Checks.Wanted(field)
        : Checks.Word(field, word, WordMost * 2);
}
