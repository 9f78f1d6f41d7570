using System.Collections.Immutable;
using Twin.City;
using Twin.City.Modes;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Grains.Modes;

namespace Twin.Silo.Gateway.Modes;

/// <summary>Modes, notices and open plans as the wire has them.</summary>
internal sealed class ModeViews(ModeBook book, Places places, TimeProvider time)
{
    private static readonly ModeRowView[] Table =
    [
        .. CityTables.Modes.Select(row => new ModeRowView(
            row.Mode.ToString(), row.Zh, row.En, row.Height, [.. row.Next.Select(next => next.ToString())],
            row.Trigger, row.Effect, row.StepUpBy, row.StepDownBy, row.ReviewEvery?.ToString())),
    ];

    private static readonly HazardView[] Hazards =
        [.. CityTables.Hazards.Select(row => new HazardView(row.Hazard, row.Zh, row.En))];

    public ModesView All() => new(Table, Hazards, [.. Held(static _ => true)], book.Version);

    public AreaModesView Area(HomeId area)
    {
        var command = book.Areas.GetValueOrDefault(area.Value);
        var incidents = (command?.State.Incidents ?? []).Select(one => Line(area, one));
        return new AreaModesView(
            area.Value, NameOf(area), [.. Held(home => home == area)],
            [.. Held(home => home != area && places.Covers(home, area))],
            [.. Held(home => home != area && places.Covers(area, home))],
            [.. incidents.OrderByDescending(one => one.OpenedAt)], [.. Current(area)], book.Version,
            command?.Notes[^1].Position ?? 0);
    }

    public NoticesView Notices(HomeId area)
    {
        var now = time.GetUtcNow();
        return new NoticesView(
            area.Value, NameOf(area), [.. places.Above(area).Prepend(area).SelectMany(Current)],
            [.. book.Of(area).Notices.Where(one => !one.IsCurrent(now)).Reverse().Select(one => Of(area, one))]);
    }

    /// <summary>Open ones first, then the newest.</summary>
    public IEnumerable<(HomeId Area, IncidentLineView Line)> Incidents() => book.Areas
        .SelectMany(one => one.Value.State.Incidents.Select(incident =>
            (Area: new HomeId(one.Key), Line: Line(new HomeId(one.Key), incident))))
        .OrderBy(one => one.Line.ClosedAt is not null).ThenByDescending(one => one.Line.OpenedAt);

    public IncidentLineView Line(HomeId area, Incident one)
    {
        var hazard = HazardOf(one.Key.Hazard);
        return new IncidentLineView(
            one.Id, area.Value, NameOf(area), hazard.Hazard, hazard.Zh, hazard.En, one.Plan.Id, one.Version,
            one.Plan.Zh, one.Plan.En, one.OpenedAt, one.Until, one.ClosedAt, one.Key.Drill);
    }

    public NoticeView Of(HomeId area, Notice one)
    {
        var (hazard, role) = (HazardOf(one.Key.Hazard), CityTables.RoleOf[one.By.Role]);
        return new NoticeView(
            area.Value, NameOf(area), hazard.Hazard, hazard.Zh, hazard.En, one.Version, one.Zh, one.En, one.From,
            one.Until, one.EndedAt, role.Role, role.Zh, role.En, one.Key.Drill);
    }

    public TimelineView Of(ModeNote note)
    {
        var (zh, en) = ModeWords.Of(note.Happened, NameOf);
        var role = CityTables.RoleOf[note.Role];
        return new TimelineView(
            note.At, note.Happened.GetType().Name, zh, en, role.Role, role.Zh, role.En, note.Position);
    }

    public static HazardRow HazardOf(string word) => CityTables.Hazards.First(row => row.Hazard == word);

    private string NameOf(HomeId home) => places.NameOf(home.Value) ?? home.Value;

    private IEnumerable<NoticeView> Current(HomeId area)
    {
        var now = time.GetUtcNow();
        return book.Of(area).Notices.Where(one => one.IsCurrent(now)).Select(one => Of(area, one));
    }

    /// <summary>The highest first.</summary>
    private IEnumerable<ModeView> Held(Func<HomeId, bool> where) => book.Areas
        .Where(one => where(new HomeId(one.Key)))
        .SelectMany(one => one.Value.State.Held.Select(held => Of(new HomeId(one.Key), held)))
        .OrderByDescending(one => one.Height).ThenBy(one => one.Since);

    private ModeView Of(HomeId area, HeldMode held)
    {
        var (mode, hazard) = (CityTables.Of(held.Mode), HazardOf(held.Key.Hazard));
        var orders = book.Ordered([area], held.Key);
        return new ModeView(
            area.Value, NameOf(area), hazard.Hazard, hazard.Zh, hazard.En, held.Mode.ToString(), mode.Zh, mode.En,
            mode.Height, held.Since, held.Until, held.ReviewDueAt, held.Missed, held.RaisedTo?.Value,
            held.RaisedTo is { } to ? NameOf(to) : null, held.EndPassed,
            held.Open(time.GetUtcNow()) is { } step ? Of(step) : null,
            orders == Mode.Peace ? null : orders.ToString(), held.Key.Drill);
    }

    private static StepDownView Of(StepDown step)
    {
        var (to, role) = (CityTables.Of(step.To), CityTables.RoleOf[step.By.Role]);
        return new StepDownView(
            step.To.ToString(), to.Zh, to.En, step.Until, step.Reason.ToString(), role.Role, role.Zh, role.En, step.At);
    }
}
