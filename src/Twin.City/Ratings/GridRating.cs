namespace Twin.City.Ratings;

/// <summary>How much a grid had to do, beside the others: its third.</summary>
public enum LoadClass { Light, Middle, Heavy }

/// <summary>The rating of one grid for a quarter: of the team's work, never of a person's.</summary>
/// <param name="Tasks">Matters that its seats took on.</param>
/// <param name="Quality">Share of checks that were passed at the first time; null = none.</param>
/// <param name="OnTime">Share of due matters that were handled in time; null = none.</param>
/// <param name="Voice">Share of satisfied answers, drawn to the mean of all while they are few; null = none at all.
/// </param>
/// <param name="Score">0 to 100; null = too few matters to say.</param>
public sealed record GridRating(
    HomeId Grid, LoadClass Load, int Tasks, double? Quality, double? OnTime, double? Voice, double? Score)
{
    private const int FiveFrom = 90;
    private const int FourFrom = 80;
    private const int ThreeFrom = 70;
    private const int TwoFrom = 60;

    /// <summary>One to five; null without a score.</summary>
    public int? Stars => Score switch
    {
        null => null,
        >= FiveFrom => 5,
        >= FourFrom => 4,
        >= ThreeFrom => 3,
        >= TwoFrom => 2,
        _ => 1,
    };
}
