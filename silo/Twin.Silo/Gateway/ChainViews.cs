using Twin.City;
using Twin.City.Chains;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>The chain of a case, as the wire has it.</summary>
internal static class ChainViews
{
    public static CaseChainView Of(CaseChain chain, DateTimeOffset until) => new(
        chain.State.Id.Value, chain.State.Stage.ToString(),
        [.. chain.Links.Select(link => Link(link, until))],
        [.. chain.Running.Select(clock => Clock(clock, until))], until, chain.State.Position);

    private static ChainLinkView Link(ChainLink link, DateTimeOffset until)
    {
        var (role, department) = (WordsOf(link.Role), RowOf(link.Department));
        return new ChainLinkView(
            link.Stamp.Version, link.Stamp.Position, link.Stamp.At, link.Fact, link.Stage.ToString(), link.Role,
            role.Zh, role.En, link.IsMain, [.. link.Clocks.Select(clock => Clock(clock, until))],
            link.Department?.Value, department?.Zh, department?.En, link.Reason, link.Obligation?.Value,
            link.Other?.Value, link.After, link.Cause);
    }

    private static ChainClockView Clock(ChainClock clock, DateTimeOffset until)
    {
        var (role, department) = (WordsOf(clock.Role), RowOf(clock.Department));
        return new ChainClockView(
            clock.Id.Row, clock.Id.StartedBy, clock.StartedAt, clock.DueAt, clock.EndedAt,
            clock.LateBy(until).TotalSeconds, clock.Role, department?.Zh ?? role.Zh, department?.En ?? role.En,
            clock.Department?.Value);
    }

    /// <summary>Older facts may name a role that the table knows no more.</summary>
    private static (string Zh, string En) WordsOf(string role) =>
        CityTables.RoleOf.TryGetValue(role, out var row) ? (row.Zh, row.En) : (role, role);

    private static DepartmentRow? RowOf(DepartmentId? department) =>
        department is { } id && CityTables.DepartmentOf.TryGetValue(id, out var row) ? row : null;
}
