using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Handovers;
using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Feeds;
using Twin.Grains.Handovers;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway.Duty;

/// <summary>The handover book of an area: what is open comes from the list, what was promised from people.</summary>
internal sealed class HandoverDesk(
    IGrainFactory grains, CaseDoor cases, CaseList list, Intake intake, Places places, Rights rights, IVault vault,
    CommandIds ids, TimeProvider time)
{
    private const int PressingMost = 100;
    private const int PromisesMost = 50;
    private const int PagesShown = 5;

    /// <summary>What is due within the next shift is pressing.</summary>
    private static readonly TimeSpan ShiftLength = TimeSpan.FromHours(8);

    public async ValueTask<Outcome<HandoverBookView>> HandOver(
        HomeId area, HandoverRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Bound.In(caller, HandoverDecisions.Keepers, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        if ((Checks.Word("commandId", body.CommandId) ?? Check(body.Promises)) is { } wrong)
        {
            return wrong;
        }

        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), area.Value, body with { CommandId = null },
            WireJson.Relaxed.HandoverRequest);
        var promises = ImmutableArray.CreateBuilder<Promise>();
        foreach (var promise in body.Promises ?? [])
        {
            var id = new CaseId(promise.CaseId!);
            if (await cases.See(id, cancel) is not { } sight || !rights.Of(caller, sight).Meets(SightPolicy.Reach))
            {
                return Rights.CaseUnknown();
            }

            var words = await intake.Keep(id, $"handover/{CommandKey.IdOf(commandId)}/{id}", promise.Text, cancel);
            promises.Add(new Promise(id, words!, promise.Until));
        }

        var left = list.Look(look => Left(look.Shelf(area), look.Position, new(promises.ToImmutable())));
        var answer = await grains.GetGrain<IHandoverGrain>(area.Value).HandOver(left, by, commandId, cancel);
        return await Told(area, answer, caller, cancel);
    }

    public async ValueTask<Outcome<HandoverBookView>> TakeOver(
        HomeId area, int number, Caller caller, CancellationToken cancel)
    {
        if (Bound.In(caller, HandoverDecisions.Keepers, area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var commandId = ids.Of(
            $"{caller.Name}/take/{number}", $"{area}/take", new HandoverRequest(), WireJson.Relaxed.HandoverRequest);
        var answer = await grains.GetGrain<IHandoverGrain>(area.Value).TakeOver(number, by, commandId, cancel);
        return await Told(area, answer, caller, cancel);
    }

    public async ValueTask<HandoverBookView> See(HomeId area, Caller caller, CancellationToken cancel)
    {
        var sight = await grains.GetGrain<IHandoverGrain>(area.Value).See(cancel);
        var pages = new List<HandoverView>();
        foreach (var page in sight.Book.Entries.Reverse().Take(PagesShown))
        {
            pages.Add(await PageOf(page, caller, cancel));
        }

        return new HandoverBookView(area.Value, [.. pages], sight.Position);
    }

    private async ValueTask<Outcome<HandoverBookView>> Told(
        HomeId area, Decided answer, Caller caller, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : await See(area, caller, cancel);

    private HandoverEvent.HandedOver Left(Shelf? shelf, long position, FactList<Promise> promises)
    {
        var until = time.GetUtcNow() + ShiftLength;
        var pressing = (shelf?.Open ?? []).Where(entry => entry.Severity is Severity.S1 or Severity.S2
                || entry.Next?.DueAt < until)
            .OrderBy(entry => entry.Next?.DueAt ?? DateTimeOffset.MaxValue)
            .ThenBy(entry => entry.Id.Value, StringComparer.Ordinal)
            .Take(PressingMost).Select(entry => entry.Id);
        return new HandoverEvent.HandedOver(position, shelf?.Open.Count ?? 0, new([.. pressing]), promises);
    }

    private async ValueTask<HandoverView> PageOf(HandoverEntry page, Caller caller, CancellationToken cancel)
    {
        var promises = new List<PromiseView>();
        foreach (var promise in page.Left.Promises.Items)
        {
            if (await cases.See(promise.Case, cancel) is { } sight && rights.Of(caller, sight).Meets(SightPolicy.Reach))
            {
                var text = await TextOf(promise, sight, caller, cancel);
                promises.Add(new PromiseView(promise.Case.Value, sight.CaseNo, promise.Until, text));
            }
        }

        var pressing = list.Look(look =>
        {
            var rows = ImmutableArray.CreateBuilder<PressingView>();
            foreach (var id in page.Left.Pressing.Items)
            {
                if (look.Case(id) is { } entry && rights.Reaches(caller, Rights.ResourceOf(entry)))
                {
                    rows.Add(PressingOf(entry));
                }
            }

            return rows.ToImmutable();
        });
        return new HandoverView(
            page.Number, page.At, page.Role, page.Account == caller.Name, page.Left.UpTo, page.Left.Open,
            [.. pressing], [.. promises], page.TakenAt, page.TakenByRole);
    }

    /// <summary>Only whoever may read the words of the case; each look is audited as such.</summary>
    private async ValueTask<string?> TextOf(
        Promise promise, CaseSight sight, Caller caller, CancellationToken cancel) =>
        rights.Explain(caller, "caseText", Rights.ResourceOf(sight)) is { Allowed: true, Role: { } role }
            ? await vault.Read(
                new WordsRequest(
                    promise.Case.Value, promise.Text.TextId, new Author(caller.Name, role.Role), "handover",
                    time.GetUtcNow()),
                cancel)
            : null;

    private PressingView PressingOf(CaseEntry entry)
    {
        var row = ViewOf.Row(entry, places, withPlace: false);
        return new PressingView(
            row.CaseId, row.CaseNo, row.Class, row.ClassZh, row.ClassEn, row.Severity, row.Stage, row.Home,
            row.HomeName, row.NextDueAt);
    }

    private ProblemView? Check(PromiseRequest?[]? promises)
    {
        if (promises is { Length: > PromisesMost })
        {
            return Problem.Field("promises", $"{promises.Length}", new Say(
                $"at most {PromisesMost} promises", $"至多 {PromisesMost} 项承诺"));
        }

        var latest = time.GetUtcNow().AddYears(1);
        foreach (var promise in promises ?? [])
        {
            if (promise?.CaseId is null || string.IsNullOrWhiteSpace(promise.Text))
            {
                return Problem.Field(promise?.CaseId is null ? "caseId" : "text", null, new Say(
                    "a case and what was promised", "案件和承诺的内容"));
            }

            if ((Checks.Word("caseId", promise.CaseId) ?? Checks.Text("text", promise.Text)
                ?? Checks.Moment("until", promise.Until, latest)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
