using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Admissions;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Admissions;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Admissions;

/// <summary>New duties of posts: asked by departments, admitted or refused by streets and communities.</summary>
internal sealed class AdmissionDesk(IGrainFactory grains, Places places, CommandIds ids, TimeProvider time)
{
    private const int NameMost = 60;
    private const int BasisMost = 120;

    /// <summary>The last word of the path.</summary>
    public static IReadOnlyList<string> Given { get; } = ["admit", "refuse", "end"];

    private IAdmissionGrain Gate => grains.GetGrain<IAdmissionGrain>(AdmissionGrain.Key);

    public async ValueTask<Outcome<AdmissionsView>> Ask(
        AdmissionRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Check(body) is { } wrong)
        {
            return wrong;
        }

        var (area, owner) = (new HomeId(body.Area!), new DepartmentId(body.Owner!));
        if (Bound.In(caller, AdmissionDecisions.Askers, area, places) is not { } by
            || (by.Roles.Contains("Handler") && by.Department != owner))
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var asked = new AdmissionEvent.DutyAsked(
            owner, area, body.Name!, body.Minutes!.Value, body.Basis!, body.Until!.Value.ToUniversalTime());
        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), "ask", body with { CommandId = null },
            WireJson.Relaxed.AdmissionRequest);
        return await Told(area, await Gate.Ask(asked, by, id, cancel), cancel);
    }

    public async ValueTask<Outcome<AdmissionsView>> Answer(
        int duty, string answer, AdmissionAnswerRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if ((Checks.Word("commandId", body.CommandId) ?? Checks.Word("reason", body.Reason)
            ?? IntakeRules.Home("area", body.Area, places) ?? Missing(answer, body)) is { } wrong)
        {
            return wrong;
        }

        var area = body.Area is null ? places.Root : new HomeId(body.Area);
        if (Bound.In(caller, RolesOf(answer), answer == "end" ? places.Root : area, places) is not { } by)
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var id = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{duty}/{answer}", body with { CommandId = null },
            WireJson.Relaxed.AdmissionAnswerRequest);
        return await Told(area, await (answer switch
        {
            "admit" => Gate.Admit(duty, area, by, id, cancel),
            "refuse" => Gate.Refuse(duty, area, body.Reason!, by, id, cancel),
            _ => Gate.End(duty, by, id, cancel),
        }), cancel);
    }

    public async ValueTask<AdmissionsView> See(HomeId area, CancellationToken cancel)
    {
        var (sight, now) = (await Gate.See(cancel), time.GetUtcNow());
        var rows = sight.Book.Rows.Reverse()
            .Where(row => places.Covers(row.Asked.Area, area) || places.Covers(area, row.Asked.Area)).ToArray();
        return new AdmissionsView(
            [.. rows.Select(row => ViewFor(row, area, now))],
            rows.Where(row => row.IsInForce(area, now, places.Covers)).Sum(row => row.Asked.Minutes), sight.Position);
    }

    private async ValueTask<Outcome<AdmissionsView>> Told(HomeId area, Decided answer, CancellationToken cancel) =>
        answer.Refusal is { } no ? Problem.Of(no) : await See(area, cancel);

    /// <summary>A department ends its own wherever its account is bound; whose it is, is asked in the gate.</summary>
    private static ImmutableArray<string> RolesOf(string answer) => answer switch
    {
        "admit" => AdmissionDecisions.Streets,
        "refuse" => AdmissionDecisions.Refusers,
        _ => AdmissionDecisions.Askers,
    };

    private AdmissionView ViewFor(AdmissionRow row, HomeId area, DateTimeOffset now)
    {
        var owner = CityTables.DepartmentOf.GetValueOrDefault(row.Asked.Owner);
        return new AdmissionView(
            row.Duty, row.Asked.Owner.Value, owner?.Zh, owner?.En, row.Asked.Area.Value,
            places.NameOf(row.Asked.Area.Value), row.Asked.Name, row.Asked.Minutes, row.Asked.Basis, row.AskedAt,
            row.Asked.Until, row.IsInForce(area, now, places.Covers), row.IsOver(now),
            [.. row.Answers.Select(one => new AdmissionAnswerView(
                one.Area.Value, places.NameOf(one.Area.Value), one.Refused, one.At))]);
    }

    private ProblemView? Check(AdmissionRequest body) =>
        Checks.Word("commandId", body.CommandId)
        ?? (body.Owner is null ? Wanted("owner") : Checks.Department("owner", body.Owner))
        ?? (body.Area is null ? Wanted("area") : IntakeRules.Home("area", body.Area, places))
        ?? (body.Name is null ? Wanted("name") : Checks.PublicWord("name", body.Name, NameMost))
        ?? (body.Basis is null ? Wanted("basis") : Checks.PublicWord("basis", body.Basis, BasisMost))
        ?? (body.Minutes is >= 1 and <= AdmissionDecisions.MinutesMost ? null : Problem.Field(
            "minutes", body.Minutes?.ToString(CultureInfo.InvariantCulture), new Say(
                $"1 to {AdmissionDecisions.MinutesMost}", $"1 到 {AdmissionDecisions.MinutesMost}")))
        ?? (body.Until is null ? Wanted("until") : Checks.Moment(
            "until", body.Until, time.GetUtcNow() + AdmissionDecisions.LongestRun));

    private static ProblemView? Missing(string answer, AdmissionAnswerRequest body) =>
        answer != "end" && body.Area is null ? Wanted("area")
        : answer == "refuse" && body.Reason is null ? Wanted("reason")
        : null;

    private static ProblemView Wanted(string field) => Problem.Field(field, null, new Say(
        "it: a new duty needs owner, minutes, legal basis and an end", "填写：新任务须有责任单位、时长、依据和期限"));
}
