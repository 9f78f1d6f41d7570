using Twin.City.Boards;
using Twin.City.Clocks;
using Twin.Geo;

namespace Twin.City.Cases;

/// <summary>What the new home of a moved case cannot know from its own feed.</summary>
/// <param name="From">The home that loses the case.</param>
/// <param name="ReportedAt">Moment of the report, or when the source took it.</param>
/// <param name="Clocks">Clocks that ran before the fact; null when none did.</param>
public sealed record CaseMove(
    HomeId From, CaseSource Source, LngLat? At, bool DefaultPlace, BuildingId? Building, KeySiteId? Site,
    LimitBy LimitBy, DateTimeOffset? DueAt, DateTimeOffset ReportedAt, FactList<CaseClock>? Clocks = null)
{
    /// <summary>What a case has to say of itself before it leaves.</summary>
    public static CaseMove Of(CaseState state) => new(
        state.Home, state.Source, state.At, state.DefaultPlace, state.Building, state.Site, state.LimitBy, state.DueAt,
        state.ReportedAt, state.Clocks.IsEmpty ? null : new(state.Clocks));
}

/// <summary>An ended or moving case for a home that does not remember it.</summary>
/// <param name="Stage">Before the fact; of an archived case, the one in which it ended.</param>
/// <param name="Judged">How it was handled, if it was.</param>
public sealed record CaseBrief(
    CaseMove Move, CaseStage Stage, string? Class, Severity Severity, Timeliness Judged)
{
    /// <summary>What a case has to say of itself before a fact.</summary>
    public static CaseBrief Of(CaseState state) => new(
        CaseMove.Of(state), state.Stage == CaseStage.Archived ? state.EndedAs : state.Stage, state.Class,
        state.Severity, state.Judged);
}
