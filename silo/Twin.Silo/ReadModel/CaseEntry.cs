using Twin.City;
using Twin.City.Cases;
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

    public CaseSource Source { get; private init; }

    public Severity Severity { get; private set; }

    public string? Class { get; private set; }

    public string? CaseNo { get; private set; }

    public LngLat? At { get; private init; }

    public bool DefaultPlace { get; private init; }

    public string? Building { get; private init; }

    public KeySiteId? Site { get; private init; }

    public string? Tag { get; private init; }

    public LimitBy LimitBy { get; private init; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Log position of the last fact.</summary>
    public long Position { get; private set; }

    public string ReceiptHash { get; private init; } = "";

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
    public static CaseEntry? Begin(Committed fact) => fact.Happened switch
    {
        CaseEvent.Reported e => new CaseEntry(fact.Case, e.Home, e.OccurredAt ?? fact.At)
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
        },
        CaseEvent.HandledOnSpot e => new CaseEntry(fact.Case, e.Home, fact.At)
        {
            Stage = CaseStage.Handled,
            Source = CaseSource.GridWorker,
            Severity = Severity.S4,
            Class = e.Class,
            CaseNo = e.CaseNo,
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
        var (before, home) = (Stage, Home);
        Stage = before.After(fact.Happened, reachable: false);
        Position = fact.Position;
        switch (fact.Happened)
        {
            case CaseEvent.Filed e:
                (Class, Severity, Home, CaseNo) = (e.Class, e.Severity, e.Home, e.CaseNo);
                break;
            case CaseEvent.Rehomed e:
                Home = e.Home;
                break;
            case CaseEvent.Accepted e when before == CaseStage.AwaitAccept && LimitBy == LimitBy.Class:
                DueAt = e.DueAt;
                break;
            case CaseEvent.DeadlineMoved { Clock.IsHandling: true } e:
                DueAt = e.DueAt;
                break;
            case CaseEvent.CheckPassed { OccurredAt: { } occurredAt }:
                EndedAt = occurredAt;
                break;
        }

        if (home != Home)
        {
            _left = [.. _left, (home, fact.At)];
        }

        if (!Stage.IsOpen())
        {
            EndedAt ??= fact.At;
        }
    }
}
