namespace Twin.Contracts;

/// <summary>A matter that somebody reports. Give a place or a text, best both.</summary>
/// <param name="Source">App (default), Hotline, Petition, Police, Mediation, GridWorker, Sensor, VideoObject,
/// Department, Media, Leader or Patrol.</param>
/// <param name="Class">Class code of classes.csv, such as E0406; empty = a receiver decides.</param>
/// <param name="Severity">S1 … S4; empty = the class's own.</param>
/// <param name="Lng">Longitude, WGS 84, degrees.</param>
/// <param name="Lat">Latitude, WGS 84, degrees.</param>
/// <param name="Home">Grid or area id when no position is known.</param>
/// <param name="DefaultPlace">The source put its default position: kept out of heat and map.</param>
/// <param name="Text">What is wrong, at most 2,000 characters; stored in the vault, numbers of people masked.</param>
/// <param name="Drill">Name of the drill this report belongs to.</param>
/// <param name="OccurredAt">Integration only: moment in the source's own record.</param>
/// <param name="DueAt">Integration only: the limit in the source's own record.</param>
/// <param name="History">Integration only: an older record; the city takes no step by itself.</param>
/// <param name="SourceRef">Integration only: the source's own record number.</param>
/// <param name="Relay">Opaque id under which the reporter can be asked back, never a number; empty = nobody.</param>
/// <param name="Contact">How the reporter is reached, instead of a relay id: kept in the vault until the case is
/// archived, shown for a minute to whoever has the case in hand.</param>
/// <param name="Tell">Message or Letter: the reporter wants to be told of progress that way; needs a contact.</param>
public sealed record ReportRequest(
    string? Source = null, string? Class = null, string? Severity = null, double? Lng = null, double? Lat = null,
    string? Home = null, bool? DefaultPlace = null, string? Building = null, string? Site = null, string? Text = null,
    string? Drill = null, DateTimeOffset? OccurredAt = null, DateTimeOffset? DueAt = null, bool? History = null,
    string? SourceRef = null, string? Relay = null, string? Contact = null, string? Tell = null);

/// <summary>The report is durable.</summary>
/// <param name="Receipt">The reporter's key to the progress of the case.</param>
/// <param name="Position">Place in the log; ask lists with atLeast=position to find it there.</param>
/// <param name="Again">The key was known: the first answer once more, nothing stored.</param>
public sealed record ReportAnswer(string Receipt, string CaseId, long Position, string Stage, bool Again);

/// <summary>One line of a batch of reports: a report and its key.</summary>
public sealed record ReportLine(string Key, ReportRequest Report);

/// <summary>One line of a batch's answer, in the order of the lines.</summary>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Status">The HTTP status that the line would have got alone.</param>
public sealed record ReportLineAnswer(long Line, string? Key, int Status, ReportAnswer? Answer, ProblemView? Problem);

/// <summary>A matter that a worker found and fixed at once (即报即结), in the grid of the worker's post.</summary>
/// <param name="Class">A class of severity S4 that may be settled on the spot.</param>
/// <param name="Result">What was done, at most 2,000 characters; stored in the vault.</param>
/// <param name="BeforePhoto">A photo of the object before was taken; needed for physical classes.</param>
/// <param name="AfterPhoto">A photo of the object after was taken; needed for physical classes.</param>
public sealed record OnSpotRequest(
    string Class, double? Lng = null, double? Lat = null, string? Building = null, string? Site = null,
    string? Result = null, bool? BeforePhoto = null, bool? AfterPhoto = null);

/// <summary>How far a report has come, for whoever holds the receipt.</summary>
/// <param name="Follows">Merged: the case that goes on for this report, too.</param>
public sealed record ProgressView(
    string Receipt, string Stage, string StageZh, string StageEn, string? Class, string? ClassZh, string? ClassEn,
    DateTimeOffset ReportedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, StepView[] Steps, long Position,
    FollowedView? Follows = null);

/// <summary>How far the case has come that a report was merged into.</summary>
public sealed record FollowedView(
    string Stage, string StageZh, string StageEn, DateTimeOffset? DueAt, DateTimeOffset? EndedAt);

/// <summary>RFC 9457 problem details. Detail says what was found, what was expected and what to do.</summary>
/// <param name="Code">A stable word: a code of refusals.csv or of docs/OUTSIDE.md.</param>
/// <param name="DetailZh">The same sentence in Chinese.</param>
/// <param name="Field">The field that is wrong, if one is.</param>
public sealed record ProblemView(
    string Type, string Title, int Status, string Detail, string Code, string? DetailZh = null, string? Field = null);
