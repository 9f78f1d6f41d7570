namespace Twin.Contracts;

/// <summary>What a meeting about a day, a week or a month of an area looks at, as of one position.</summary>
/// <param name="Kind">day, week or month.</param>
/// <param name="Date">First day of the period, in the city's own calendar.</param>
/// <param name="Until">What happened at this moment or later is not in it.</param>
/// <param name="Cases">Cases that were told by then.</param>
/// <param name="Drills">Cases of drills, which nothing here counts.</param>
/// <param name="Alike">Earlier periods that the bands are made of.</param>
/// <param name="Tested">Classes, homes, hours or days that were compared: some of many are far out by chance.</param>
/// <param name="Unusual">Those beyond three spreads, the furthest first.</param>
/// <param name="Overdue">The longest overdue that the asker may see.</param>
/// <param name="Position">Asked again with it, the answer is the same.</param>
public sealed record ReviewView(
    string Area, string Kind, string Date, DateTimeOffset From, DateTimeOffset Until, long Cases, long Drills,
    int Alike, int Tested, ReviewFigureView[] Figures, ReviewUnitView[] Unusual, ReviewPointView[] Points,
    ReviewStageView[] Stages, ReviewRepeatsView[] Repeats, ReviewRowView[] Overdue, long Position);

/// <summary>One figure of a review.</summary>
/// <param name="Kind">Count or Share.</param>
/// <param name="Value">Null where nothing was there to be counted.</param>
/// <param name="N">Cases behind it; ask for them by the figure's code.</param>
/// <param name="Before">The same of the period before; null where nothing is known of it.</param>
/// <param name="Band">What was usual; null of fewer than four periods.</param>
/// <param name="Worse">More of it is bad news (true), good news (false) or neither (null).</param>
/// <param name="Unusual">It lies outside of its band.</param>
public sealed record ReviewFigureView(
    string Figure, string Kind, double? Value, long N, double? Before, ReviewBandView? Band, bool? Worse,
    bool Unusual);

/// <summary>What was usual in periods alike.</summary>
/// <param name="N">Periods.</param>
/// <param name="Low">19 of 20 lie between this and <paramref name="High"/>.</param>
public sealed record ReviewBandView(int N, double Mean, double Low, double High);

/// <summary>Reports of a class, a home, an hour or a day that are far from usual.</summary>
/// <param name="Figure">Its code: class:E0406, home:g-1 or time:7.</param>
/// <param name="Kind">class, home or time.</param>
/// <param name="Z">How many spreads it lies above what is usual.</param>
public sealed record ReviewUnitView(
    string Figure, string Kind, string Zh, string En, double Value, double Z, ReviewBandView Band);

/// <summary>One column of the plot: an hour of a day, a day of a week or month.</summary>
/// <param name="Before">Reports in the same column of the period before.</param>
public sealed record ReviewPointView(
    DateTimeOffset From, long Reported, long Closed, long? Before, ReviewBandView? Band);

/// <summary>Where open cases waited at the end, the longest median first.</summary>
public sealed record ReviewStageView(
    string Figure, string Stage, long Count, double MedianHours, double NinthTenthHours, double LongestHours);

/// <summary>Reports of one class within 50 m and 30 days: a source that could be mended.</summary>
public sealed record ReviewRepeatsView(
    string Figure, string Class, string ClassZh, string ClassEn, string Home, string? HomeName, int Count);

/// <summary>The cases behind a figure of a review, in the order of their reports.</summary>
/// <param name="Hidden">Rows of this page that the asker may not see.</param>
public sealed record ReviewRowsView(
    string Area, string Kind, string Date, string Figure, ReviewRowView[] Rows, int Hidden, int Page, int PageSize,
    long Total, long Position);

/// <summary>A case in a review: how it stood at the end of the period, and how it stands now.</summary>
public sealed record ReviewRowView(string StageThen, DateTimeOffset? DueThen, CaseRow Case);

/// <summary>What a meeting decided: it becomes a case that the department has to accept.</summary>
/// <param name="Date">A day of the period that the review is about.</param>
/// <param name="Text">What is to be done, at most 2,000 characters; stored in the vault.</param>
/// <param name="Class">Class code of classes.csv.</param>
/// <param name="Department">Key of departments.csv.</param>
/// <param name="Until">When the meeting wants it done; the limits of the class run beside it.</param>
/// <param name="Home">Grid or area below the review's own; empty = the first grid there.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record ReviewOutcomeRequest(
    string? Date, string? Text, string? Class, string? Department, DateTimeOffset? Until, string? Home = null,
    string? CommandId = null);

/// <summary>What was decided about a review, as it stands now; the newest first.</summary>
public sealed record ReviewOutcomesView(ReviewOutcomeView[] Outcomes, int Hidden, long Position);

/// <summary>One outcome and the case that it became.</summary>
/// <param name="Late">Not handled by the day that the meeting wanted.</param>
public sealed record ReviewOutcomeView(DateTimeOffset? Until, bool Late, CaseRow Case);
