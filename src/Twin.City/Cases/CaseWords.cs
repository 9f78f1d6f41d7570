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

/// <summary>How high a handler stands; what one level cannot solve climbs to the next.</summary>
public enum CaseLevel { Grid, Community, Street, District, City }

/// <summary>How somebody was talked to; the number itself lies in the vault.</summary>
public enum Channel { App, Call, Message, Visit, Letter }

/// <summary>Daily 日常哨, key problem 攻坚哨, emergency 应急哨.</summary>
public enum WhistleKind { Daily, Key, Emergency }

/// <summary>The words of commands.csv for commands and facts: the types bear them.</summary>
public static class CaseWords
{
    /// <summary>Imperative, such as <c>Report</c>.</summary>
    public static string CommandOf(CaseCommand command) => command.GetType().Name;

    /// <summary>Past participle, such as <c>Reported</c>.</summary>
    public static string FactOf(CaseEvent happened) => happened.GetType().Name;
}
