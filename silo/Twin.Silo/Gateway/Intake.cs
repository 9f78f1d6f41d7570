using Twin.City;
using Twin.City.Cases;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo;
using Twin.Grains;
using Twin.Silo.Contacts;
using Twin.Silo.Gateway.Reviews;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>
/// Takes reports in: checks, finds the place, puts the words into the vault, gives the order to the case.
/// </summary>
/// <remarks>Simulation and batches call this class, not the endpoint. Whatever it answers with is durable.</remarks>
internal sealed class Intake(
    CaseDoor cases, IVault vault, ContactDesk contacts, Places places, Receipts receipts, IIdSource ids,
    CommandIds commands, TimeProvider time, TriageDesk? triage = null)
{
    /// <summary>What comes without a named client.</summary>
    public const string AnyClient = "api";

    private static readonly string[] DangerWords =
    [
        "被困", "困在", "着火", "起火", "燃气泄漏", "煤气泄漏", "触电", "溺水", "落水", "晕倒", "昏迷", "呼救", "爆炸",
        "trapped", "on fire", "gas leak", "drowning", "unconscious",
    ];

    /// <param name="key">Identity of the report at its sender; null = never sent again.</param>
    public async ValueTask<Outcome<ReportAnswer>> Report(
        ReportRequest request, string? key, Caller caller, string client, CancellationToken cancel)
    {
        if (IntakeRules.Check(request, key, caller, places, time.GetUtcNow(), out var read) is { } problem)
        {
            return problem;
        }

        var id = Receipts.CaseOf(caller.Name, read.Source.ToString(), key ?? ids.Next());
        var commandId = $"report/{id.Value}";
        var words = await Keep(id, commandId, request.Text, cancel);
        var (home, building) = Find(request, read.At);
        var receipt = receipts.ReceiptOf(id);
        var report = new CaseCommand.Report(
            read.Source,
            home,
            read.At,
            request.DefaultPlace ?? false,
            building,
            request.Site is { } site ? new KeySiteId(site) : null,
            words,
            request.Class,
            read.Severity,
            Receipts.HashOf(receipt),
            read.IsHistory ? LimitBy.Source : LimitBy.Class,
            request.DueAt,
            request.SourceRef,
            IsDanger(request.Text),
            request.Contact is { } contact ? await contacts.Keep(id, contact, cancel) : request.Relay,
            Tell: read.Tell);
        var advice = triage is null ? null : await triage.Advise(id, report, request.Text, cancel);
        var order = new CaseOrder(
            report with { Next = advice },
            key is null ? commandId : commands.Of(commandId, "report", request, WireJson.Relaxed.ReportRequest),
            caller.Reporter, client, request.OccurredAt,
            Tag: request.Drill);
        var answer = await cases.Do(id, order, cancel);
        if (answer is { Refusal: null, Stage: CaseStage.Merged })
        {
            await cases.TellParent(id);
        }

        return answer.Refusal is { } no
            ? Problem.Of(no)
            : new ReportAnswer(receipt, id.Value, answer.Position, answer.Stage.ToString(), answer.Again);
    }

    /// <summary>A matter found and fixed by a worker in the grid of the seat.</summary>
    public async ValueTask<Outcome<ReportAnswer>> OnSpot(
        OnSpotRequest request, string? key, Caller caller, string client, CancellationToken cancel)
    {
        if (IntakeRules.Check(request, key, caller, places, out var at) is { } problem)
        {
            return problem;
        }

        var id = Receipts.CaseOf(caller.Name, "on-spot", key ?? ids.Next());
        var commandId = $"on-spot/{id.Value}";
        var result = await Keep(id, commandId, request.Result, cancel);
        var (home, building) = Find(new ReportRequest(Building: request.Building, Site: request.Site), at);
        var receipt = receipts.ReceiptOf(id);
        var own = SeatHome(caller);
        var isHere = at is null && request.Building is null && request.Site is null;
        var fixedNow = new CaseCommand.HandleOnSpot(
            isHere && own is { } seat ? seat : home,
            at,
            building,
            request.Site is { } site ? new KeySiteId(site) : null,
            request.Class,
            "",
            result,
            request.BeforePhoto ?? false,
            request.AfterPhoto ?? false,
            Receipts.HashOf(receipt));
        var order = new CaseOrder(
            fixedNow,
            key is null ? commandId : commands.Of(commandId, "on-spot", request, WireJson.Relaxed.OnSpotRequest),
            caller.Actor with { Home = own },
            client);
        var answer = await cases.Do(id, order, cancel);
        return answer.Refusal is { } no
            ? Problem.Of(no)
            : new ReportAnswer(receipt, id.Value, answer.Position, answer.Stage.ToString(), answer.Again);
    }

    /// <summary>Words go into the vault, masked and durable, before any fact names them.</summary>
    public async ValueTask<Words?> Keep(CaseId id, string commandId, string? text, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = await vault.Put(id.Value, Receipts.TextIdOf(id, commandId), Masking.Of(text.Trim()), cancel);
        return new Words(kept.TextId, kept.Sha256);
    }

    private static bool IsDanger(string? text)
    {
        foreach (var word in text is null ? [] : DangerWords)
        {
            if (text!.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private HomeId? SeatHome(Caller caller) =>
        caller.Post is { } seat && places.Post(seat.Value) is { } post ? new HomeId(post.AreaId) : null;

    // A position says most, unless it is the source's default; then building, site, and the home that the sender
    // names; else the place is unknown and the case is the whole city's.
    public (HomeId Home, BuildingId? Building) Find(ReportRequest request, LngLat? at)
    {
        var named = request.Building is { } id ? places.Building(id) : null;
        if (at is { } place && request.DefaultPlace is not true)
        {
            return (places.HomeOf(place), named is null ? places.BuildingAt(place) : new BuildingId(named.Id));
        }

        if (named is not null)
        {
            return (places.HomeOf(named), new BuildingId(named.Id));
        }

        if (request.Site is { } site && places.Site(site) is { } known)
        {
            return (places.HomeOf(known), null);
        }

        return (request.Home is { } home ? new HomeId(home) : places.Root, null);
    }
}
