namespace Twin.Contracts;

/// <summary>Concentrated work on one family of classes in an area; without an end there is none.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Family">E01 … C05, or a class code that is a family by itself.</param>
/// <param name="Area">Where.</param>
/// <param name="From">When it begins, at most 31 days away; empty = now.</param>
/// <param name="Until">When it ends by itself: one day to 92 days after its begin.</param>
/// <param name="CommandId">The sender's own identity of the command; or the header Idempotency-Key.</param>
public sealed record CampaignRequest(
    string? Name, string? Family, string? Area, DateTimeOffset? From, DateTimeOffset? Until, string? CommandId = null);

/// <summary>It ends before its date.</summary>
/// <param name="Reason">GoalReached, NoEffect or Overtaken.</param>
public sealed record CampaignEndRequest(string? Reason = null, string? CommandId = null);

/// <summary>Campaigns that touch an area, the newest first.</summary>
public sealed record CampaignsView(CampaignView[] Campaigns, long Position);

/// <summary>A campaign and what it did.</summary>
/// <param name="Campaign">Its number.</param>
/// <param name="FamilyZh">Names of its classes.</param>
/// <param name="EndedAt">When it was over; empty = it runs, or has not begun.</param>
/// <param name="Reason">Why it was ended early; empty = its date came.</param>
/// <param name="Days">How long before and during are; while it runs, since its begin.</param>
/// <param name="Before">Cases of the family in the area that were reported in as many days before.</param>
/// <param name="During">Those since its begin.</param>
/// <param name="After">Those since its end; empty until then.</param>
/// <param name="AfterDays">How long after is so far; it ends when it is as long as the others.</param>
/// <param name="Open">Cases of the family that are open in the area now.</param>
public sealed record CampaignView(
    long Campaign, string Name, string Family, string FamilyZh, string FamilyEn, string Area, string? AreaName,
    DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt, string? Reason, double Days, int Before,
    int During, int? After, double AfterDays, int Open);
