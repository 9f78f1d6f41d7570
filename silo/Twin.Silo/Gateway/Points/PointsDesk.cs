using Orleans;
using Twin.City;
using Twin.City.Points;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Feeds;
using Twin.Grains.Points;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Points;

/// <summary>Cards of points: opened at a counter, shown by their number, never listed, ranked or sent on.</summary>
internal sealed class PointsDesk(IGrainFactory grains, Places places, Receipts receipts, CommandIds ids)
{
    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["earn", "redeem"];

    public async ValueTask<Outcome<CardView>> Open(
        CardRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Check(body, out var kind) is { } wrong)
        {
            return wrong;
        }

        var home = new HomeId(body.Home!);
        if (Bound.In(caller, PointsDecisions.Keepers, home, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        // The same id means the same card; its number is not to be had from the id alone.
        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), "card", body with { CommandId = null },
            WireJson.Relaxed.CardRequest);
        var card = receipts.ReceiptOf(new CaseId($"card/{CommandKey.IdOf(commandId)}"));
        return await Told(card, await Of(card).Open(kind, home, by, commandId, cancel), cancel);
    }

    public async ValueTask<Outcome<CardView>> Do(
        string typed, string act, PointsRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if ((Check(act, body, out var service) ?? Checks.Word("commandId", body.CommandId)) is { } wrong)
        {
            return wrong;
        }

        if (await Find(typed, cancel) is not ({ } card, { } sight))
        {
            return Unknown(typed);
        }

        if (Bound.In(caller, PointsDecisions.Keepers, sight.Card.Home, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), act, body with { CommandId = null },
            WireJson.Relaxed.PointsRequest);
        return await Told(
            card,
            await (act == "earn"
                ? Of(card).Earn(service, body.Count ?? 1, by, commandId, cancel)
                : Of(card).Redeem(body.Points!.Value, new KeySiteId(body.Site!), by, commandId, cancel)),
            cancel);
    }

    public async ValueTask<Outcome<CardView>> See(string typed, CancellationToken cancel) =>
        await Find(typed, cancel) is ({ } card, { } sight) ? ViewFor(card, sight) : Unknown(typed);

    private IPointsGrain Of(string card) => grains.GetGrain<IPointsGrain>(Receipts.HashOf(card));

    private async ValueTask<(string? Card, CardSight? Sight)> Find(string typed, CancellationToken cancel) =>
        Receipts.Read(typed) is { } card && await Of(card).See(cancel) is { Card.Kind: not null } sight
            ? (card, sight)
            : (null, null);

    private async ValueTask<Outcome<CardView>> Told(string card, Decided answer, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : ViewFor(card, await Of(card).See(cancel));

    private static CardView ViewFor(string card, CardSight sight) => new(
        card, sight.Card.Kind!.Value.ToString(), sight.Card.Home.Value, sight.Balance,
        [.. sight.Card.Lines.Reverse().Select(line => new PointsLineView(
            line.At, line.Points, line.Why, line.Site?.Value))],
        sight.Position);

    private static ProblemView Unknown(string typed) =>
        Problem.Unknown("CardUnknown", "card", typed, new Say("a card", "积分卡"));

    private ProblemView? Check(CardRequest body, out CardKind kind) =>
        Checks.OneOf("kind", body.Kind, out kind, CardKind.Household)
        ?? Checks.Word("commandId", body.CommandId)
        ?? (body.Kind is null ? Wanted("kind") : body.Home is null ? Wanted("home") : null)
        ?? IntakeRules.Home("home", body.Home, places);

    private ProblemView? Check(string act, PointsRequest body, out ServiceKind service) =>
        Checks.OneOf("service", body.Service, out service, ServiceKind.HazardReport)
        ?? Checks.UpTo("count", body.Count, PointsDecisions.CountMost)
        ?? Checks.UpTo("points", body.Points, int.MaxValue)
        ?? Checks.Word("site", body.Site)
        ?? (body.Site is { } site && places.Site(site) is null
            ? Problem.Field("site", site, new Say("the id of a key site", "重点场所编号"))
            : null)
        ?? (act switch
        {
            "earn" when body.Service is null => Wanted("service"),
            "redeem" when body.Points is null => Wanted("points"),
            "redeem" when body.Site is null => Wanted("site"),
            _ => null,
        });

    private static ProblemView Wanted(string field) => Problem.Field(field, null, new Say(
        "it", "这一项"));
}
