using Twin.City;
using Twin.City.Disputes;
using Twin.EventLog;
using Twin.Silo.Contacts;
using Twin.Silo.Gateway;
using Twin.Silo.Hosting;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Disputes;

/// <summary>Destroys the words of disputes a year after their end: what was said and agreed, how to call.</summary>
/// <remarks>Once an hour; the facts stay, with class and month. What it does twice does no harm.</remarks>
internal sealed partial class DisputeRetention(
    CaseList list, IVault vault, WordIndex words, ContactDesk contacts, TimeProvider time,
    ILogger<DisputeRetention> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly HashSet<CaseId> _forgotten = [];

    /// <summary>Looks at all disputes of now; answers how many lost their words.</summary>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var over = list.Look(look => look.Cases
            .Where(entry => Rights.IsDispute(entry.Class) && DisputeState.IsOver(entry.EndedAt, now))
            .Select(entry => entry.Id).ToArray());
        foreach (var id in over.Where(id => !_forgotten.Contains(id)))
        {
            await vault.Forget(id.Value, Author.System, now, cancel);
            await words.Forget(id, cancel);
            await contacts.Forget(id, cancel);
            _forgotten.Add(id);
        }

        return over.Length;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodic.Each(Period, time, OneSweep, stoppingToken);

    private async Task OneSweep(CancellationToken cancel)
    {
        try
        {
            await Sweep(cancel);
        }
        catch (Exception failure) when (failure is LogUnavailableException or IOException)
        {
            SweepFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Words of old disputes are looked for again in an hour")]
    private partial void SweepFailed(Exception failure);
}
