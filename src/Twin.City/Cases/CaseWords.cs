namespace Twin.City.Cases;

/// <summary>Words in the vault as a fact knows them.</summary>
public sealed record Words(string TextId, string Sha256);

/// <summary>S1 extreme, S2 major, S3 larger, S4 ordinary.</summary>
public enum Severity { Unset, S1, S2, S3, S4 }

/// <summary>Where the matter came from; the words of domain.md 3.1.</summary>
public enum CaseSource
{
    App, Hotline, Petition, Police, Mediation, GridWorker, Sensor, VideoObject, Department, Media, Leader, Patrol,
}

/// <summary>The 21 stages of stages.csv, and Absent: no case yet.</summary>
public enum CaseStage
{
    Absent, Reported, UnderReview, SpotChecking, NotAccepted, Merged, Filed, Dispatching, AwaitAccept, Handling,
    ExtensionAsked, Pending, JointHandling, Handled, Checking, Rework, FollowingUp, Reopened, Closed, Archived, Voided,
    ReferredOut,
}

/// <summary>What a task at a post is for.</summary>
public enum TaskKind { Handle, Check, SpotCheck }

/// <summary>Whose limit judges lateness: the class table's, or the one a source brought with its record.</summary>
public enum LimitBy { Class, Source }

/// <summary>The words of commands.csv for commands and facts, without reflection.</summary>
public static class CaseWords
{
    /// <summary>Imperative, such as <c>Report</c>.</summary>
    public static string CommandOf(CaseCommand command) => command switch
    {
        CaseCommand.Report => "Report",
        CaseCommand.HandleOnSpot => "HandleOnSpot",
        CaseCommand.OpenReview => "OpenReview",
        CaseCommand.File => "File",
        CaseCommand.OpenDispatch => "OpenDispatch",
        CaseCommand.Dispatch => "Dispatch",
        CaseCommand.Offer => "Offer",
        CaseCommand.ExpireOffer => "ExpireOffer",
        CaseCommand.Accept => "Accept",
        CaseCommand.Arrive => "Arrive",
        CaseCommand.Handle => "Handle",
        CaseCommand.OpenCheck => "OpenCheck",
        CaseCommand.PassCheck => "PassCheck",
        CaseCommand.Close => "Close",
        CaseCommand.Void => "Void",
        CaseCommand.Supervise => "Supervise",
        CaseCommand.MoveDeadline => "MoveDeadline",
        CaseCommand.PassDeadline => "PassDeadline",
        _ => throw new InvalidOperationException($"No word for {command.GetType().Name}; add a line."),
    };

    /// <summary>Past participle, such as <c>Reported</c>.</summary>
    public static string FactOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Reported => "Reported",
        CaseEvent.ReviewOpened => "ReviewOpened",
        CaseEvent.Filed => "Filed",
        CaseEvent.DispatchOpened => "DispatchOpened",
        CaseEvent.Dispatched => "Dispatched",
        CaseEvent.Offered => "Offered",
        CaseEvent.OfferExpired => "OfferExpired",
        CaseEvent.Accepted => "Accepted",
        CaseEvent.Arrived => "Arrived",
        CaseEvent.Handled => "Handled",
        CaseEvent.CheckOpened => "CheckOpened",
        CaseEvent.CheckPassed => "CheckPassed",
        CaseEvent.Closed => "Closed",
        CaseEvent.HandledOnSpot => "HandledOnSpot",
        CaseEvent.Voided => "Voided",
        CaseEvent.Supervised => "Supervised",
        CaseEvent.DeadlineMoved => "DeadlineMoved",
        CaseEvent.DeadlinePassed => "DeadlinePassed",
        CaseEvent.Rehomed => "Rehomed",
        _ => throw new InvalidOperationException($"No word for {happened.GetType().Name}; add a line."),
    };
}
