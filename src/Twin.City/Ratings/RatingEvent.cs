namespace Twin.City.Ratings;

/// <summary>A fact about the rating of a grid. Stored for ever: add fields only.</summary>
/// <remarks>
/// Kind words: <c>rating/RatingAppealed</c>, <c>rating/AppealSettled</c>. Ratings themselves are no facts: they are
/// counted from the log. What is rated is a grid, the work of a whole team; no post and no account.
/// </remarks>
public abstract record RatingEvent
{
    private RatingEvent() { }

    /// <param name="Quarter">Such as 2026Q2.</param>
    /// <param name="Cases">Which should not count.</param>
    /// <param name="Reason">A code of <see cref="RatingDecisions.Reasons"/>.</param>
    public sealed record RatingAppealed(HomeId Grid, string Quarter, FactList<CaseId> Cases, string Reason)
        : RatingEvent;

    /// <param name="Upheld">The cases do not count.</param>
    public sealed record AppealSettled(HomeId Grid, string Quarter, bool Upheld) : RatingEvent;
}
