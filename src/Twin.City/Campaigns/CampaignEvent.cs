namespace Twin.City.Campaigns;

/// <summary>A fact about concentrated work on one family of classes. Stored for ever: add fields only.</summary>
/// <remarks>Kind words: <c>campaign/CampaignStarted</c>, <c>campaign/CampaignEnded</c>.</remarks>
public abstract record CampaignEvent
{
    private CampaignEvent() { }

    /// <param name="Name">What it is called; public, of no person.</param>
    /// <param name="Family">Classes that it is about, such as E01.</param>
    /// <param name="Until">Then it is over by itself.</param>
    public sealed record CampaignStarted(
        string Name, string Family, HomeId Area, DateTimeOffset From, DateTimeOffset Until) : CampaignEvent;

    /// <param name="Campaign">Version of the fact that started it.</param>
    /// <param name="Reason">A code of <see cref="CampaignDecisions.Reasons"/>; null = its date has come.</param>
    public sealed record CampaignEnded(long Campaign, string? Reason) : CampaignEvent;
}
