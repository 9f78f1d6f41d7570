using Twin.City.Metrics;
using Twin.City.Tables;

namespace Twin.City.Campaigns;

/// <summary>How many cases of a campaign's family were reported before, during and after it.</summary>
/// <remarks>Before and during are equally long; after is as long as soon as so much time has gone.</remarks>
/// <param name="Window">How long before and during are: while it runs, since its begin.</param>
/// <param name="After">Null until it is over.</param>
/// <param name="Open">Cases of the family that are open now.</param>
public sealed record CampaignEffect(
    TimeSpan Window, int Before, int During, int? After, TimeSpan AfterWindow, int Open)
{
    /// <param name="stories">Of the campaign's area.</param>
    public static CampaignEffect Of(CampaignRow campaign, IEnumerable<CaseStory> stories, DateTimeOffset now)
    {
        var (from, end) = (campaign.Started.From, campaign.End);
        var until = now < end ? now : end;
        var window = until > from ? until - from : TimeSpan.Zero;
        var afterUntil = end + (end - from) is var whole && now < whole ? now : whole;
        var (before, during, after, open) = (0, 0, 0, 0);
        foreach (var story in stories)
        {
            if (!story.IsOneMatter || story.Class is not { } code
                || CaseClass.FamilyOf(code) != campaign.Started.Family)
            {
                continue;
            }

            var at = story.ReportedAt;
            if (at >= from - window && at < from) before++;
            if (at >= from && at < until) during++;
            if (at >= end && at < afterUntil) after++;
            if (Cases.CaseStages.IsOpen(story.Stage)) open++;
        }

        var isOver = now >= end;
        return new CampaignEffect(
            window, before, during, isOver ? after : null, isOver ? afterUntil - end : TimeSpan.Zero, open);
    }
}
