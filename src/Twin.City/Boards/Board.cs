namespace Twin.City.Boards;

/// <summary>The small live counts of a grid or an area. Every figure adds up from child to parent.</summary>
/// <remarks>
/// Stage groups part the open cases: Unassigned + Awaiting + Handling + Checking = Open.
/// Severities part them too: S1 + S2 + S3 + S4 + Ungraded = Open.
/// Closed = ClosedOnTime + ClosedLate + ClosedNoLimit, judged at Handled (M01a).
/// </remarks>
public readonly record struct Board
{
    /// <summary>Cases whose home this is or was at their first fact.</summary>
    public long Reported { get; init; }
    public long Open { get; init; }
    /// <summary>Reported, UnderReview, SpotChecking, Filed, Dispatching, Reopened.</summary>
    public long Unassigned { get; init; }
    /// <summary>AwaitAccept.</summary>
    public long Awaiting { get; init; }
    /// <summary>Handling, ExtensionAsked, Pending, JointHandling, Rework.</summary>
    public long Handling { get; init; }
    /// <summary>Handled, Checking, FollowingUp.</summary>
    public long Checking { get; init; }
    public long Closed { get; init; }
    public long ClosedOnTime { get; init; }
    public long ClosedLate { get; init; }
    public long ClosedNoLimit { get; init; }
    public long Voided { get; init; }
    public long S1 { get; init; }
    public long S2 { get; init; }
    public long S3 { get; init; }
    public long S4 { get; init; }
    public long Ungraded { get; init; }
    /// <summary>Open before Handled and past the due time at the minute of <see cref="AsOfMinute"/>.</summary>
    public long Overdue { get; init; }
    /// <summary>Cases settled by HandledOnSpot.</summary>
    public long OnSpot { get; init; }
    /// <summary>Reports that carry their source's default position.</summary>
    public long DefaultPlace { get; init; }
    /// <summary>Reports with a drill tag.</summary>
    public long Drill { get; init; }
    /// <summary>Weighted fresh reports per 100 households, in 10⁻⁶, decayed at canonical minutes.</summary>
    public long HeatMicros { get; init; }
    /// <summary>Facts folded into this board: the sum of the feed cursors below it.</summary>
    public long Facts { get; init; }
    /// <summary>Canonical minute (whole minutes since 1970, UTC) that Overdue and HeatMicros are true for.</summary>
    public long AsOfMinute { get; init; }
    /// <summary>Highest log position folded in.</summary>
    public long Position { get; init; }

    /// <summary>A parent's sum: figures as the child gives them, at the later of both minutes and positions.</summary>
    /// <remarks>
    /// A child brings its own board to the canonical minute before it gives it (<see cref="BoardFold.AsOf"/>); the
    /// parent cools and counts nothing anew. So a sum is exact when all children stand at the same minute.
    /// </remarks>
    public Board Add(in Board other) => this with
    {
        Reported = Reported + other.Reported,
        Open = Open + other.Open,
        Unassigned = Unassigned + other.Unassigned,
        Awaiting = Awaiting + other.Awaiting,
        Handling = Handling + other.Handling,
        Checking = Checking + other.Checking,
        Closed = Closed + other.Closed,
        ClosedOnTime = ClosedOnTime + other.ClosedOnTime,
        ClosedLate = ClosedLate + other.ClosedLate,
        ClosedNoLimit = ClosedNoLimit + other.ClosedNoLimit,
        Voided = Voided + other.Voided,
        S1 = S1 + other.S1,
        S2 = S2 + other.S2,
        S3 = S3 + other.S3,
        S4 = S4 + other.S4,
        Ungraded = Ungraded + other.Ungraded,
        Overdue = Overdue + other.Overdue,
        OnSpot = OnSpot + other.OnSpot,
        DefaultPlace = DefaultPlace + other.DefaultPlace,
        Drill = Drill + other.Drill,
        HeatMicros = HeatMicros + other.HeatMicros,
        Facts = Facts + other.Facts,
        AsOfMinute = Math.Max(AsOfMinute, other.AsOfMinute),
        Position = Math.Max(Position, other.Position),
    };

    /// <summary>Takes a child's old board off; minute and position stay, for time does not go back.</summary>
    public Board Subtract(in Board other) => this with
    {
        Reported = Reported - other.Reported,
        Open = Open - other.Open,
        Unassigned = Unassigned - other.Unassigned,
        Awaiting = Awaiting - other.Awaiting,
        Handling = Handling - other.Handling,
        Checking = Checking - other.Checking,
        Closed = Closed - other.Closed,
        ClosedOnTime = ClosedOnTime - other.ClosedOnTime,
        ClosedLate = ClosedLate - other.ClosedLate,
        ClosedNoLimit = ClosedNoLimit - other.ClosedNoLimit,
        Voided = Voided - other.Voided,
        S1 = S1 - other.S1,
        S2 = S2 - other.S2,
        S3 = S3 - other.S3,
        S4 = S4 - other.S4,
        Ungraded = Ungraded - other.Ungraded,
        Overdue = Overdue - other.Overdue,
        OnSpot = OnSpot - other.OnSpot,
        DefaultPlace = DefaultPlace - other.DefaultPlace,
        Drill = Drill - other.Drill,
        HeatMicros = HeatMicros - other.HeatMicros,
        Facts = Facts - other.Facts,
    };
}
