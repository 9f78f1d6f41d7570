using System.Collections.Immutable;
using Twin.City.Tables;

namespace Twin.City.Modes;

/// <summary>The command of one area, folded: its modes, the plans that were opened, the notices.</summary>
public sealed record ModeState(
    ImmutableArray<HeldMode> Held, ImmutableArray<Incident> Incidents, ImmutableArray<Notice> Notices)
{
    public static ModeState Empty { get; } = new([], [], []);

    /// <summary>The mode that is held; null in peace.</summary>
    public HeldMode? Find(ModeKey key) => Held.FirstOrDefault(one => one.Key == key);

    public Mode ModeOf(ModeKey key) => Find(key)?.Mode ?? Mode.Peace;

    /// <summary>The notice that holds now; null when there is none.</summary>
    public Notice? NoticeOf(ModeKey key, DateTimeOffset now) =>
        Notices.LastOrDefault(one => one.Key == key && one.IsCurrent(now));

    public Incident? Incident(string id) => Incidents.FirstOrDefault(one => one.Id == id);

    /// <summary>When the city has something to say by itself; null when never.</summary>
    public DateTimeOffset? NextDue => Held.Select(one => one.NextDue).Min();

    /// <summary>Something of an open or a just closed plan is still to be done.</summary>
    public bool Pursues => Incidents.Any(one => one.Pursues);

    /// <param name="at">When it was stored.</param>
    public ModeState After(ModeEvent happened, DateTimeOffset at) => happened switch
    {
        ModeEvent.SteppedUp e => Switched(e, e.To, e.Until, at),
        ModeEvent.StepDownProposed e => Change(e, held => held with
        {
            Proposed = new StepDown(e.To, e.Until, e.Reason, e.By, at),
        }),
        ModeEvent.StepDownDeclined e => Change(e, held => held with { Proposed = null }),
        ModeEvent.SteppedDown { To: Mode.Peace } e => this with { Held = Held.RemoveAll(one => one.Key == Key(e)) },
        ModeEvent.SteppedDown e => Switched(e, e.To, e.Until, at),
        ModeEvent.Reviewed e => Change(e, held => Fresh(held, e.Until, at)),
        ModeEvent.ReviewMissed e => Change(e, held => held with
        {
            ReviewDueAt = HeldMode.ReviewAfter(held.Mode, e.DueAt),
            Missed = e.Missed,
            RaisedTo = e.RaisedTo,
        }),
        ModeEvent.EndPassed e => Change(e, held => held with { EndPassed = true, RaisedTo = e.RaisedTo }),
        ModeEvent.PlanOpened e => Opened(e, at),
        ModeEvent.TaskGiven e => Change(e.Incident, one => one with
        {
            Given = one.Given.SetItem(e.Task, e.Refusal ?? ""),
        }),
        ModeEvent.ResourceKept e => Change(e.Incident, one => one with
        {
            Kept = one.Kept.SetItem(e.Line, e.Refusal ?? ""),
        }),
        ModeEvent.PlanClosed e => Change(e.Incident, one => one with { ClosedAt = at }),
        ModeEvent.ResourceFreed e => Change(e.Incident, one => one with { Freed = one.Freed.Add(e.Line) }),
        ModeEvent.NoticePublished e => Ended(e, at).With(
            new Notice(Key(e), e.Version, e.Zh, e.En, at, e.Until, e.By, EndedAt: null)),
        ModeEvent.NoticeWithdrawn e => Ended(e, at),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of ModeEvent."),
    };

    public static ModeKey Key(ModeEvent happened) => new(happened.Hazard, happened.Drill);

    private static HeldMode Fresh(HeldMode held, DateTimeOffset until, DateTimeOffset at) => held with
    {
        Until = until,
        ReviewDueAt = HeldMode.ReviewAfter(held.Mode, at),
        Missed = 0,
        RaisedTo = null,
        EndPassed = false,
    };

    private ModeState Switched(ModeEvent happened, Mode to, DateTimeOffset until, DateTimeOffset at)
    {
        var held = Fresh(new HeldMode(Key(happened), to, at, until), until, at);
        var old = Find(held.Key);
        return this with { Held = old is null ? Held.Add(held) : Held.Replace(old, held) };
    }

    private ModeState Opened(ModeEvent.PlanOpened e, DateTimeOffset at)
    {
        var opened = this with
        {
            Incidents = Incidents.Add(new Incident(
                e.Incident, Key(e), e.Plan, e.Version, e.Tasks.Items, at, e.Until, e.By, ClosedAt: null,
                ImmutableDictionary<string, string>.Empty, ImmutableDictionary<int, string>.Empty, [])),
        };
        return CityTables.Of(ModeOf(Key(e))).Height < CityTables.Of(e.Plan.Opens).Height
            ? opened.Switched(e, e.Plan.Opens, e.Until, at)
            : opened;
    }

    private ModeState Change(ModeEvent happened, Func<HeldMode, HeldMode> change) => this with
    {
        Held = [.. Held.Select(one => one.Key == Key(happened) ? change(one) : one)],
    };

    private ModeState Change(string incident, Func<Incident, Incident> change) => this with
    {
        Incidents = [.. Incidents.Select(one => one.Id == incident ? change(one) : one)],
    };

    private ModeState Ended(ModeEvent happened, DateTimeOffset at) => this with
    {
        Notices =
        [
            .. Notices.Select(one => one.Key == Key(happened) && one.EndedAt is null ? one with { EndedAt = at } : one),
        ],
    };

    private ModeState With(Notice notice) => this with { Notices = Notices.Add(notice) };
}
