using System.Collections.Immutable;
using System.Globalization;
using Twin.City.Tables;

namespace Twin.City.Resources;

/// <summary>Who gets a resource: reserve, commit, release. All that a command asks for, or nothing.</summary>
/// <remarks>
/// A case has what it asked for once: asked again it has no more. Two cases never have one resource, because the holder
/// decides one command after the other and its stream refuses a second writer.
/// </remarks>
public static class StockDecisions
{
    /// <summary>A reservation is no way of keeping things.</summary>
    public static readonly TimeSpan LongestReservation = TimeSpan.FromDays(7);

    private static readonly string[] Keepers = ["Planner", "ShiftLead"];

    /// <summary>The System claims what an opened plan names; no account holds that role.</summary>
    private static readonly string[] Claimants = ["Dispatcher", "ShiftLead", "CentreHead", "System"];

    private static readonly string[] City = ["System"];

    private static readonly Refusal NothingHeld = new(
        "NothingHeld", "该案件没有占用这类资源。", "The case holds no resource of this kind here.");

    private static readonly Refusal UntilInvalid = Refusals.FieldInvalid("until");

    public static Decision<StockEvent> Decide(StockState state, StockCommand command, Actor by, DateTimeOffset now) =>
        command switch
        {
            _ when !by.Roles.Any(role => MayGive(command).Contains(role)) =>
                Decision.No<StockEvent>(Refusals.NotAllowed),
            StockCommand.Add add => Decision.Of<StockEvent>(new StockEvent.Added(NewIds(state, add), add.Kind)),
            StockCommand.Retire retire => Retire(state, retire, now),
            StockCommand.Reserve reserve => Reserve(state, reserve, now),
            StockCommand.Commit commit => Commit(state, commit, now),
            StockCommand.Release release => Release(Held(state, release.Kind, release.For, now), release.For),
            StockCommand.ReturnAll all => Release(state.Rows.Where(row => row.IsHeldFor(all.For, now)), all.For),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Expected a StockCommand."),
        };

    /// <summary>Roles of which one is needed.</summary>
    public static IReadOnlyList<string> MayGive(StockCommand command) => command switch
    {
        StockCommand.Add or StockCommand.Retire => Keepers,
        StockCommand.ReturnAll => City,
        _ => Claimants,
    };

    private static Decision<StockEvent> Retire(StockState state, StockCommand.Retire command, DateTimeOffset now)
    {
        ImmutableArray<ResourceRow> free = [.. Free(state, command.Kind, now).Reverse()];
        return free.Length < command.Count
            ? TooFew(command, free.Length)
            : Decision.Of<StockEvent>(new StockEvent.Retired(Ids(free.Take(command.Count))));
    }

    private static Decision<StockEvent> Reserve(StockState state, StockCommand.Reserve command, DateTimeOffset now)
    {
        if (command.Until <= now || command.Until > now + LongestReservation)
        {
            return Decision.No<StockEvent>(UntilInvalid);
        }

        return Take(
            state, command, command.For, now, row => row.Until == command.Until,
            ids => new StockEvent.Reserved(ids, command.For, command.Until));
    }

    private static Decision<StockEvent> Commit(StockState state, StockCommand.Commit command, DateTimeOffset now) =>
        Take(state, command, command.For, now, _ => false, ids => new StockEvent.Committed(ids, command.For));

    private static Decision<StockEvent> Release(IEnumerable<ResourceRow> rows, CaseId by)
    {
        var held = Ids(rows);
        return held.Items.IsEmpty
            ? Decision.No<StockEvent>(NothingHeld)
            : Decision.Of<StockEvent>(new StockEvent.Released(held, by));
    }

    /// <summary>What a case has committed counts; what it has reserved is taken before what is free.</summary>
    private static Decision<StockEvent> Take(
        StockState state, StockCommand command, CaseId by, DateTimeOffset now, Func<ResourceRow, bool> isThereAlready,
        Func<FactList<ResourceId>, StockEvent> take)
    {
        var held = Held(state, command.Kind, by, now).ToLookup(row => row.Use(now));
        var need = command.Count - held[ResourceUse.Committed].Count();
        ImmutableArray<ResourceRow> taken =
            [.. held[ResourceUse.Reserved].Concat(Free(state, command.Kind, now)).Take(Math.Max(need, 0))];
        return taken.Length < need ? TooFew(command, taken.Length)
            : taken.All(isThereAlready) ? Decision.Of<StockEvent>()
            : Decision.Of(take(Ids(taken)));
    }

    private static Decision<StockEvent> TooFew(StockCommand command, int found) => Decision.No<StockEvent>(new Refusal(
        "ResourceGone",
        string.Create(CultureInfo.InvariantCulture, $"{command.Kind}只剩{found}个，需要{command.Count}个；请找其他单位调拨。"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Found {found} free of kind {command.Kind}; expected {command.Count}. Ask another holder.")));

    /// <summary>Numbers go on; one that is retired is not given again.</summary>
    private static FactList<ResourceId> NewIds(StockState state, StockCommand.Add command)
    {
        var before = state.Rows.Count(row => row.Kind == command.Kind);
        return new([
            .. Enumerable.Range(before + 1, command.Count).Select(number =>
                new ResourceId(string.Create(CultureInfo.InvariantCulture, $"{command.Kind}-{number}"))),
        ]);
    }

    private static IEnumerable<ResourceRow> Free(StockState state, string kind, DateTimeOffset now) =>
        state.Rows.Where(row => row.Kind == kind && row.Use(now) == ResourceUse.Free);

    private static IEnumerable<ResourceRow> Held(StockState state, string kind, CaseId by, DateTimeOffset now) =>
        state.Rows.Where(row => row.Kind == kind && row.IsHeldFor(by, now));

    private static FactList<ResourceId> Ids(IEnumerable<ResourceRow> rows) => new([.. rows.Select(row => row.Id)]);
}
