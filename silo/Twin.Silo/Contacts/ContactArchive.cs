using Twin.City;
using Twin.EventLog;
using Twin.Silo.Hosting;
using Twin.Silo.Options;

namespace Twin.Silo.Contacts;

/// <summary>Forgets how the reporter is reached once a case is archived, 30 days after its end.</summary>
/// <remarks>Once a minute it reads on from a mark beside the vault; what it does twice does no harm.</remarks>
internal sealed partial class ContactArchive(
    IEventLog log, ContactDesk contacts, SiloOptions options, TimeProvider time, ILogger<ContactArchive> logger)
    : BackgroundService
{
    private const string Archived = "case/Archived";
    private const int FactsPerRead = 2_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly PositionMark _mark = new(Path.Combine(options.DataFolder, "contacts.position"));

    /// <summary>Reads to the head of now.</summary>
    public async Task Sweep(CancellationToken cancel)
    {
        var (position, head) = (_mark.Read(log.Head), log.Head.Position);
        while (position < head)
        {
            var facts = await log.ReadAll(position, FactsPerRead, cancel);
            foreach (var fact in facts)
            {
                if (fact.Kind == Archived)
                {
                    await contacts.Forget(new CaseId(fact.Stream[(fact.Stream.IndexOf('/') + 1)..]), cancel);
                }
            }

            position = facts[^1].Position;
            await _mark.Write(position, cancel);
        }
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Contacts of archived cases are looked for again in a minute")]
    private partial void SweepFailed(Exception failure);
}
