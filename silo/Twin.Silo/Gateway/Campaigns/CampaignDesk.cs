using Orleans;
using Twin.City;
using Twin.City.Campaigns;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Campaigns;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.Hosting;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Campaigns;

/// <summary>Campaigns: started with an end, and shown with what they did.</summary>
internal sealed class CampaignDesk(
    IGrainFactory grains, CampaignClock clock, CaseList list, Places places, CommandIds ids, TimeProvider time)
{
    private const int NameMost = 60;

    private ICampaignGrain Book => grains.GetGrain<ICampaignGrain>(CampaignGrain.Key);

    public async ValueTask<Outcome<CampaignsView>> Start(
        CampaignRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (Check(body, now) is { } wrong)
        {
            return wrong;
        }

        var area = new HomeId(body.Area!);
        if (Bound.In(caller, CampaignDecisions.Starters, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var (from, until) = (body.From?.ToUniversalTime() ?? now, body.Until!.Value.ToUniversalTime());
        var started = new CampaignEvent.CampaignStarted(body.Name!, body.Family!, area, from, until);
        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), "start", body with { CommandId = null },
            WireJson.Relaxed.CampaignRequest);
        var answer = await Book.Start(started, by, id, cancel);
        clock.Wake();
        return await Told(area, answer, cancel);
    }

    public async ValueTask<Outcome<CampaignsView>> End(
        int campaign, CampaignEndRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if ((Checks.Word("commandId", body.CommandId) ?? Wanted("reason", body.Reason)
            ?? Checks.Word("reason", body.Reason)) is { } wrong)
        {
            return wrong;
        }

        var area = (await Book.See(cancel)).Book.Find(campaign)?.Started.Area ?? places.Root;
        if (Bound.In(caller, CampaignDecisions.Starters, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{campaign}/end", body with { CommandId = null },
            WireJson.Relaxed.CampaignEndRequest);
        return await Told(area, await Book.End(campaign, body.Reason!, by, id, cancel), cancel);
    }

    public async ValueTask<CampaignsView> See(HomeId area, CancellationToken cancel)
    {
        var (sight, now) = (await Book.See(cancel), time.GetUtcNow());
        return new CampaignsView(
            [.. sight.Book.Rows.Reverse()
                .Where(row => places.Covers(row.Started.Area, area) || places.Covers(area, row.Started.Area))
                .Select(row => ViewFor(row, now))],
            sight.Position);
    }

    private CampaignView ViewFor(CampaignRow row, DateTimeOffset now)
    {
        var started = row.Started;
        var effect = CampaignEffect.Of(
            row, list.Look(look => look.Shelf(started.Area)?.Stories() ?? []), now);
        var classes = CityTables.Classes.Where(one => CaseClass.FamilyOf(one.Code) == started.Family).ToArray();
        return new CampaignView(
            row.Campaign, started.Name, started.Family, string.Join('、', classes.Select(one => one.Zh)),
            string.Join(", ", classes.Select(one => one.En)), started.Area.Value, places.NameOf(started.Area.Value),
            started.From, started.Until, now >= row.End ? row.End : null, row.Reason, effect.Window.TotalDays,
            effect.Before, effect.During, effect.After, effect.AfterWindow.TotalDays, effect.Open);
    }

    private async ValueTask<Outcome<CampaignsView>> Told(HomeId area, Decided answer, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : await See(area, cancel);

    private ProblemView? Check(CampaignRequest body, DateTimeOffset now) =>
        Checks.Word("commandId", body.CommandId)
        ?? Wanted("name", body.Name) ?? Checks.PublicWord("name", body.Name, NameMost)
        ?? Wanted("area", body.Area) ?? IntakeRules.Home("area", body.Area, places)
        ?? (body.Family is { } family && CampaignDecisions.Families.Contains(family)
            ? null
            : Problem.Field("family", body.Family, new Say(
                $"one of {string.Join(", ", CampaignDecisions.Families)}",
                $"{string.Join("、", CampaignDecisions.Families)} 之一")))
        ?? Checks.Moment("from", body.From, now + CampaignDecisions.AheadMost)
        ?? (body.Until is null
            ? Wanted("until", null)
            : Checks.Moment("until", body.Until, now + CampaignDecisions.AheadMost + CampaignDecisions.LongestRun));

    private static ProblemView? Wanted(string field, string? value) => value is not null
        ? null
        : Problem.Field(field, null, new Say(
            "it: a campaign has a name, a family, an area and an end", "填写：专项行动须有名称、类别、区域和结束日期"));
}
