using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Campaigns;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Campaigns;

/// <summary>All campaigns of a city in one place: how many touch a grid is decided at once.</summary>
public sealed class CampaignGrain(Surroundings city, CaseRules rules) : Grain, ICampaignGrain
{
    /// <summary>There is one book in a city.</summary>
    public const string Key = "city";

    private const string Stream = "campaign";

    private DecidedStream<CampaignBook, CampaignEvent> _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<CampaignEvent>(city.Log, Stream, FactFamilies.Campaigns, DeactivateOnIdle);
        _book = new(
            stream, Stream, city.Time, CampaignBook.Empty,
            static (book, happened, fact) => book.After(happened, fact.Version, fact.At));
        await _book.Load(cancellationToken);
    }

    public Task<Decided> Start(
        CampaignEvent.CampaignStarted started, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do(
            (book, now) => CampaignDecisions.Start(book, started, now, rules.Zone, city.Tree.Covers), by, commandId,
            cancel);

    public Task<Decided> End(
        long campaign, string reason, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, now) => CampaignDecisions.End(book, campaign, reason, now), by, commandId, cancel);

    public async Task<DateTimeOffset?> EndDue(CancellationToken cancel = default)
    {
        var due = _book.State.Rows.Where(row => row.IsOpen && row.Started.Until <= city.Time.GetUtcNow());
        foreach (var campaign in due.Select(row => row.Campaign))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"clock/campaign/{campaign}");
            await _book.Do((book, now) => CampaignDecisions.Due(book, campaign, now), Author.System, id, cancel);
        }

        return _book.State.NextEnd;
    }

    public Task<CampaignSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new CampaignSight(_book.State, _book.Position));
}
