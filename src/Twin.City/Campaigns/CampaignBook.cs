using System.Collections.Immutable;

namespace Twin.City.Campaigns;

/// <summary>All campaigns.</summary>
public sealed record CampaignBook(ImmutableArray<CampaignRow> Rows)
{
    public static CampaignBook Empty { get; } = new([]);

    /// <summary>When the next one is over by itself; null = none runs.</summary>
    public DateTimeOffset? NextEnd => Rows.Where(row => row.IsOpen).Min(row => (DateTimeOffset?)row.Started.Until);

    public CampaignRow? Find(long campaign) => Rows.FirstOrDefault(row => row.Campaign == campaign);

    public CampaignBook After(CampaignEvent happened, long version, DateTimeOffset at) => happened switch
    {
        CampaignEvent.CampaignStarted e => new(Rows.Add(new CampaignRow(version, e))),
        CampaignEvent.CampaignEnded e => new(
            [.. Rows.Select(row => row.Campaign == e.Campaign ? row with { EndedAt = at, Reason = e.Reason } : row)]),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "Expected a fact of CampaignEvent."),
    };
}

/// <summary>One campaign.</summary>
/// <param name="Campaign">Version of the fact that started it.</param>
/// <param name="Reason">Why it was ended early; null = its date came.</param>
public sealed record CampaignRow(
    long Campaign, CampaignEvent.CampaignStarted Started, DateTimeOffset? EndedAt = null, string? Reason = null)
{
    public bool IsOpen => EndedAt is null;

    /// <summary>Its date, whenever the clock wrote it down; or the moment of an earlier end.</summary>
    public DateTimeOffset End => Reason is not null ? EndedAt!.Value : Started.Until;
}
