namespace Twin.City.Metrics;

/// <summary>What metrics look for in the past of a case.</summary>
public enum StoryMark : byte
{
    Filed, Reviewed, Contacted, Arrived, OneThing, Closed,

    /// <summary>A dispatch; it is of the department that got it.</summary>
    Dispatched,

    /// <summary>Given back by its department; counts when somebody else got it next.</summary>
    Returned,

    /// <summary>Offered to a seat; counts when the offer expired.</summary>
    Offered,

    /// <summary>A task that is given otherwise than by an offer.</summary>
    Tasked,

    /// <summary>A task was taken; the amount is the minutes since it was given.</summary>
    Taken, Accepted,

    /// <summary>A check; counts when it failed.</summary>
    Checked,

    /// <summary>A reporter answered; counts when it is solved, the amount is the attitude.</summary>
    Voice,

    /// <summary>A reporter was called and did not answer.</summary>
    Silence,

    /// <summary>Began anew; the amount is the minutes since it had been handled.</summary>
    Reopened, WhistleRaised,

    /// <summary>When a clock was due the first time it ran.</summary>
    ReviewDue, AnswerDue, DispatchDue, ArriveDue,
}

/// <summary>One line of a story.</summary>
public readonly record struct StoryStep
{
    /// <summary>There are millions of them: a moment without its zone is half as long.</summary>
    private readonly long _utcTicks;

    public StoryStep(
        DateTimeOffset at, StoryMark mark, bool counts = false, double amount = double.NaN, string? of = null) =>
        (_utcTicks, Mark, Counts, Amount, Of) = (at.UtcTicks, mark, counts, amount, of);

    public DateTimeOffset At => new(_utcTicks, TimeSpan.Zero);

    public StoryMark Mark { get; }

    /// <summary>What it means stands at the mark.</summary>
    public bool Counts { get; init; }

    public double Amount { get; }

    /// <summary>The offer, department or obligation that it is about.</summary>
    public string? Of { get; init; }
}
