using System.Collections.Immutable;
using Twin.City;
using Twin.City.Bells;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;
using Twin.City.Tables;
using Twin.Geo;

namespace Twin.Silo.ReadModel;

/// <summary>One case as lists need it; changed in place, since there are many and facts come fast.</summary>
internal sealed class CaseEntry(CaseId id, HomeId home, DateTimeOffset reportedAt)
{
    /// <summary>Homes that it has left, oldest first; most cases have none.</summary>
    private (HomeId Home, DateTimeOffset Until)[] _left = [];

    public CaseId Id { get; } = id;

    /// <summary>Moment of the report, or when the source took it: lists are in its order.</summary>
    public DateTimeOffset ReportedAt { get; } = reportedAt;

    public HomeId Home { get; private set; } = home;

    /// <summary>The home of its first fact: there it counts as reported.</summary>
    public HomeId FirstHome { get; } = home;

    public CaseStage Stage { get; private set; }

    /// <summary>The stage in which it ended, also when it was archived since.</summary>
    public CaseStage EndedAs { get; private set; }

    public CaseSource Source { get; private init; }

    public Severity Severity { get; private set; }

    public string? Class { get; private set; }

    public string? CaseNo { get; private set; }

    public CaseOwner Owner { get; private set; }

    public LngLat? At { get; private set; }

    public bool DefaultPlace { get; private set; }

    public string? Building { get; private set; }

    public KeySiteId? Site { get; private set; }

    public string? Tag { get; private init; }

    public LimitBy LimitBy { get; private init; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The deadline that is due first, also when it has passed; null when none runs.</summary>
    public CaseClock? Next { get; private set; }

    /// <summary>Those that ring now.</summary>
    public ImmutableArray<CaseClock> Bells { get; private set; } = [];

    /// <summary>What metrics need; it never changes, so it may be read without the gate.</summary>
    public CaseStory Story { get; private set; } = CaseStory.Absent(id);

    /// <summary>Log position of the last fact.</summary>
    public long Position { get; private set; }

    public string ReceiptHash { get; private init; } = "";

    /// <summary>What it added to the heat of its first home; 0 for what is not felt there.</summary>
    public int HeatWeight { get; private init; }

    /// <summary>How the reporter wants to be told; null = not at all.</summary>
    public Channel? Tell { get; private init; }

    /// <summary>Homes that it has left.</summary>
    public IEnumerable<HomeId> HomesLeft => _left.Select(one => one.Home);

    /// <summary>Where it was at a moment.</summary>
    public HomeId HomeAt(DateTimeOffset moment)
    {
        foreach (var (home, until) in _left)
        {
            if (moment <= until)
            {
                return home;
            }
        }

        return Home;
    }

    /// <summary>The entry of a case's first fact; null when the fact is no first one.</summary>
    public static CaseEntry? Begin(Committed fact)
    {
        var entry = Begun(fact);
        entry?.Run(fact);
        return entry;
    }

    private static CaseEntry? Begun(Committed fact) => fact.Happened switch
    {
        CaseEvent.Reported e => new CaseEntry(fact.Case, e.Home, e.OccurredOr(fact.At))
        {
            Stage = CaseStage.Reported,
            Source = e.Source,
            Severity = e.SeverityProposed,
            Class = e.ClassProposed,
            At = e.At,
            DefaultPlace = e.DefaultPlace,
            Building = e.Building?.Value,
            Site = e.Site,
            Tag = fact.Tag,
            LimitBy = e.LimitBy,
            DueAt = e.DueAt,
            Position = fact.Position,
            ReceiptHash = e.ReceiptHash,
            HeatWeight = e.DefaultPlace ? 0 : CityTables.Of(e.SeverityProposed).WeightHundredths,
            Tell = e.Tell,
        },
        CaseEvent.HandledOnSpot e => new CaseEntry(fact.Case, e.Home, fact.At)
        {
            Stage = CaseStage.Handled,
            Source = CaseSource.GridWorker,
            Severity = Severity.S4,
            Class = e.Class,
            CaseNo = e.CaseNo,
            Owner = default(CaseOwner).After(CaseStage.Absent, e),
            At = e.At,
            Building = e.Building?.Value,
            Site = e.Site,
            Tag = fact.Tag,
            Position = fact.Position,
            ReceiptHash = e.ReceiptHash,
        },
        _ => null,
    };

    /// <summary>Takes one more fact of the same case.</summary>
    public void After(Committed fact)
    {
        var (before, home, happened) = (Stage, Home, fact.Happened);
        Stage = before.After(happened);
        Position = fact.Position;
        Severity = CaseDue.SeverityAfter(Severity, happened);
        DueAt = CaseDue.After(DueAt, LimitBy, before, happened);
        Home = CaseFeeds.HomeAfter(happened) ?? Home;
        Owner = Owner.After(before, happened);
        switch (happened)
        {
            case CaseEvent.Filed e:
                (Class, CaseNo) = (e.Class, e.CaseNo);
                break;
            case CaseEvent.Corrected { Class: { } corrected }:
                Class = corrected;
                break;
            case CaseEvent.CheckPassed { OccurredAt: { } occurredAt, FollowUp: false }:
                EndedAt = occurredAt;
                break;
        }

        if (home != Home)
        {
            _left = [.. _left, (home, fact.At)];
        }

        if (CaseFeeds.PlaceAfter(happened) is { } place)
        {
            (At, DefaultPlace, Building, Site) = (place.At, false, place.Building?.Value, place.Site);
        }

        Run(fact);
        EndedAs = Stage == CaseStage.Archived ? EndedAs : Stage;
        EndedAt = Stage.IsOpen() ? null : EndedAt ?? fact.At;
    }

    /// <summary>No clock of the city runs on an older record, and nobody asks for those of what has ended.</summary>
    private void Run(Committed fact)
    {
        Story = Story.After(fact);
        Next = null;
        Bells = [.. BellRules.Ringing(Story.Clocks)];
        foreach (var clock in Stage.IsOpen() ? Story.Clocks : [])
        {
            // A reminder is no deadline: nobody is late by it.
            if (CityTables.ClockOf[clock.Id.Row].Kind == "deadline" && clock.Id.Name != ClockStarts.HandlingReminds
                && !(clock.DueAt >= Next?.DueAt))
            {
                Next = clock;
            }
        }
    }
}
