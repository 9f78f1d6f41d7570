using System.Collections.Immutable;
using Twin.City.Clocks;
using Twin.City.Metrics;

namespace Twin.City.Ratings;

/// <summary>Stars of grids (domain 3.11) from what the log says of their matters.</summary>
/// <remarks>
/// Of the five inputs two have no facts yet (accuracy of verification, mutual help); the weights of the others are kept
/// in their ratio. Never an input: sign-ins, time online, number of reports, photos.
/// </remarks>
public static class GridRatings
{
    /// <summary>A score of fewer matters says nothing.</summary>
    public const int TasksLeast = 10;

    private const double QualityWeight = 0.35;
    private const double OnTimeWeight = 0.2;
    private const double VoiceWeight = 0.25;

    /// <summary>Answers that weigh as much as the mean of all grids.</summary>
    private const double VoicesOfMean = 20;

    private const double Most = 100;
    private const int Satisfying = 4;

    /// <param name="grids">All grids of the city with their cases, so that thirds and mean are of all.</param>
    public static ImmutableArray<GridRating> Of(
        IReadOnlyCollection<(HomeId Grid, ImmutableArray<CaseStory> Stories)> grids, DateTimeOffset from,
        DateTimeOffset until, WorkCalendar calendar)
    {
        Seen[] seen = [.. grids.Select(one => Look(one.Grid, new MetricAsk(
            [.. one.Stories.Where(story => story.IsOneMatter && story.Owner.Post is not null)], from, until,
            calendar)))];
        var voices = seen.Sum(one => one.Voices);
        var mean = Counting.Ratio(seen.Sum(one => one.Pleased), voices);
        var (light, middle) = Thirds(seen);
        return Levelled([.. seen.Select(one => Rated(one, mean, one.Tasks <= light ? LoadClass.Light
            : one.Tasks <= middle ? LoadClass.Middle
            : LoadClass.Heavy))]);
    }

    private static Seen Look(HomeId grid, MetricAsk ask)
    {
        var (checks, passed, voices, pleased) = (0, 0, 0, 0);
        foreach (var story in ask.Own)
        {
            if (story.Steps.FirstOrDefault(step => step.Mark == StoryMark.Checked) is { Mark: StoryMark.Checked } first
                && ask.Has(first.At))
            {
                checks++;
                passed += first.Counts ? 0 : 1;
            }
        }

        foreach (var (_, step) in ask.Steps(StoryMark.Voice))
        {
            voices++;
            pleased += double.IsNaN(step.Amount) ? (step.Counts ? 1 : 0) : step.Amount >= Satisfying ? 1 : 0;
        }

        var due = CityMetrics.DueCohort(ask).ToList();
        return new Seen(
            grid, ask.Own.Count(story => ask.Has(story.First(StoryMark.Accepted))), Counting.Ratio(passed, checks),
            Counting.Ratio(due.Count(story => story.IsOnTime), due.Count), voices, pleased);
    }

    private static GridRating Rated(Seen one, double? mean, LoadClass load)
    {
        var voice = mean is { } all
            ? (one.Pleased + (VoicesOfMean * all)) / (one.Voices + VoicesOfMean)
            : (double?)null;
        var score = one.Tasks < TasksLeast || one.Quality is null || one.OnTime is null
            ? (double?)null
            : Most * ((QualityWeight * one.Quality) + (OnTimeWeight * one.OnTime) + (VoiceWeight * (voice ?? 0)))
                / (QualityWeight + OnTimeWeight + (voice is null ? 0 : VoiceWeight));
        return new GridRating(one.Grid, load, one.Tasks, one.Quality, one.OnTime, voice, score);
    }

    /// <summary>
    /// A heavy load is not punished: where a third of the grids is below the mean of all, its grids are lifted by it.
    /// </summary>
    private static ImmutableArray<GridRating> Levelled(ImmutableArray<GridRating> ratings)
    {
        if (Mean(ratings) is not { } all) return ratings;
        var lift = ratings.GroupBy(one => one.Load)
            .ToDictionary(third => third.Key, third => Math.Max(0, all - (Mean(third) ?? all)));
        return [.. ratings.Select(one => one.Score is { } score
            ? one with { Score = Math.Min(Most, score + lift[one.Load]) }
            : one)];
    }

    private static double? Mean(IEnumerable<GridRating> ratings) => ratings.Average(one => one.Score);

    private static (int Light, int Middle) Thirds(Seen[] seen)
    {
        List<int> tasks = [.. seen.Select(one => one.Tasks).Where(tasks => tasks > 0).Order()];
        return tasks.Count == 0 ? (0, 0) : (tasks[(tasks.Count - 1) / 3], tasks[(tasks.Count - 1) * 2 / 3]);
    }

    private sealed record Seen(HomeId Grid, int Tasks, double? Quality, double? OnTime, int Voices, int Pleased);
}
