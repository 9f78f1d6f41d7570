using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Resources;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Cases;
using Twin.Grains.Stocks;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Turns a command of the wire into one for the holder of some resources.</summary>
internal sealed class ResourceCommands(IGrainFactory grains, Places places, Rights rights, CommandIds ids)
{
    public const int CountMost = 1_000;

    private const int KindCharactersMost = 40;

    /// <summary>What can be done with resources.</summary>
    public static readonly ImmutableArray<string> Given = ["add", "retire", "reserve", "commit", "release"];

    /// <summary>A department, or an area or grid, keeps resources.</summary>
    public ProblemView? Holder(string holder) =>
        CityTables.DepartmentOf.ContainsKey(new DepartmentId(holder)) || places.Knows(holder)
            ? null
            : Problem.Unknown("HolderUnknown", "holder", holder, new Say("a department or an area", "部门或区域"));

    public bool MaySee(Caller caller, string holder) => places.Knows(holder)
        ? rights.Sees(caller, "areaPosts", new HomeId(holder))
        : caller.Sees("areaPosts");

    /// <param name="key">The sender's identity of the command, when the body has none.</param>
    public async ValueTask<Outcome<ResourcesView>> Do(
        string holder, string command, ResourceRequest body, string? key, Caller caller, CancellationToken cancel)
    {
        if (Holder(holder) is { } unknown)
        {
            return unknown;
        }

        if (Check(command, body) is { } wrong)
        {
            return wrong;
        }

        var wanted = CommandOf(command, body);
        if (!MaySee(caller, holder) || !caller.Roles.Any(StockDecisions.MayGive(wanted).Contains))
        {
            return Problem.Of(Refusals.NotAllowed);
        }

        var stock = grains.GetGrain<IStockGrain>(holder);
        var commandId = ids.Of(
            CommandIds.Own(caller.Name, body.CommandId ?? key), $"{holder}/{command}",
            body with { CommandId = null }, WireJson.Relaxed.ResourceRequest);
        if (wanted is StockCommand.Reserve or StockCommand.Commit
            && await CaseOf(body.CaseId!, cancel) is { } closed && !await stock.Knows(commandId))
        {
            return closed;
        }

        var answer = await stock.Do(wanted, caller.Actor, commandId, cancel);
        return answer.Refusal is { } no ? Problem.Of(no) : ViewOf(answer.Stock, answer.Taken);
    }

    public static ResourcesView ViewOf(StockSight stock, ImmutableArray<ResourceId> taken) => new(
        stock.Holder,
        [.. taken.Select(id => id.Value)],
        [
            .. stock.Resources.Select(one =>
                new ResourceView(one.Id.Value, one.Kind, one.Use.ToString(), one.For?.Value, one.Until)),
        ],
        stock.Position);

    private static StockCommand CommandOf(string command, ResourceRequest body)
    {
        var (kind, count) = (body.Kind!, body.Count ?? 1);
        return command switch
        {
            "add" => new StockCommand.Add(kind, count),
            "retire" => new StockCommand.Retire(kind, count),
            "reserve" => new StockCommand.Reserve(kind, count, new CaseId(body.CaseId!), body.Until!.Value),
            "commit" => new StockCommand.Commit(kind, count, new CaseId(body.CaseId!)),
            _ => new StockCommand.Release(kind, new CaseId(body.CaseId!)),
        };
    }

    private static ProblemView? Check(string command, ResourceRequest body) =>
        !Given.Contains(command)
            ? Problem.NoCommand(command, Given)
            : Checks.Word("kind", body.Kind ?? "", KindCharactersMost)
            ?? Checks.Word("commandId", body.CommandId)
            ?? Checks.Word("caseId", body.CaseId)
            ?? Count(body.Count)
            ?? Fits(command, body);

    private static ProblemView? Count(int? count) => count is null or (>= 1 and <= CountMost)
        ? null
        : Problem.Field("count", count.Value.ToString(CultureInfo.InvariantCulture), new Say(
            $"a whole number of 1 to {CountMost}", $"1 到 {CountMost} 的整数"));

    private static ProblemView? Fits(string command, ResourceRequest body) => (command, body) switch
    {
        ("add" or "retire", { CaseId: not null }) => Problem.Field("caseId", body.CaseId, new Say(
            "nothing beside add and retire", "新增和停用时不填")),
        ("reserve" or "commit" or "release", { CaseId: null }) => Problem.Field("caseId", null, new Say(
            "the id of the case that they are for", "使用资源的案件编号")),
        ("reserve", { Until: null }) => Problem.Field("until", null, new Say(
            "the end of the reservation, at most 7 days away", "预留到何时，不超过7天")),
        (not "reserve", { Until: { } until }) => Problem.Field(
            "until", until.ToString("O", CultureInfo.InvariantCulture), new Say("nothing but with reserve", "仅预留时填写")),
        _ => null,
    };

    /// <summary>A case that is over, or none, gets nothing.</summary>
    private async ValueTask<ProblemView?> CaseOf(string caseId, CancellationToken cancel) =>
        await grains.GetGrain<ICaseGrain>(caseId).See(cancel) switch
        {
            null => Problem.Unknown("CaseUnknown", "caseId", caseId, new Say("a case", "案件")),
            { Stage: var stage } when !stage.IsOpen() => Problem.Of(Refusals.Of("CaseClosed")),
            _ => null,
        };
}
