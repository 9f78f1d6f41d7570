using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Silo.Contacts;
using Twin.Silo.Hosting;
using Twin.Silo.Options;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Messages;

/// <summary>Tells reporters who asked for it how far their matter is. Off unless a folder is configured.</summary>
/// <remarks>
/// It reads the log on from a mark; the port knows what has gone out, so a mark that is lost tells nobody twice. The
/// address is asked of the vault when a message goes out, never before, and is in no fact, list or log line.
/// </remarks>
internal sealed partial class MessagePost(
    IEventLog log, CaseList list, ContactDesk contacts, SiloOptions options, TimeProvider time,
    ILogger<MessagePost> logger)
    : BackgroundService
{
    private const int FactsPerRead = 2_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PositionMark _mark = new(Path.Combine(options.DataFolder, "messages.position"));

    /// <summary>Reads to the head of now; answers how many went out.</summary>
    public async Task<int> Sweep(IMessagePort port, CancellationToken cancel)
    {
        var (position, head, sent) = (_mark.Read(log.Head), log.Head.Position, 0);
        while (position < head)
        {
            var facts = await log.ReadAll(position, FactsPerRead, cancel);
            if (!await list.Reach(facts[^1].Position, Period * 5, cancel))
            {
                return sent;
            }

            foreach (var fact in facts)
            {
                sent += await Tell(fact, port, cancel) ? 1 : 0;
            }

            position = facts[^1].Position;
            await _mark.Write(position, cancel);
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Outbox is not { } folder)
        {
            return;
        }

        using var port = new FileDrop(folder, Path.Combine(options.DataFolder, "messages.sent"));
        await Periodic.Each(Period, time, cancel => OneSweep(port, cancel), stoppingToken);
    }

    private async Task OneSweep(IMessagePort port, CancellationToken cancel)
    {
        try
        {
            await Sweep(port, cancel);
        }
        catch (Exception failure) when (failure is LogUnavailableException or IOException)
        {
            SweepFailed(failure);
        }
    }

    private async ValueTask<bool> Tell(Fact fact, IMessagePort port, CancellationToken cancel)
    {
        if (CaseFacts.Committed(fact) is not { } committed)
        {
            return false;
        }

        var cause = $"{committed.Case}/{committed.Version}";
        var (channel, caseNo) = list.Look(look => look.Case(committed.Case) is { Tell: { } asked } entry
            ? (asked.ToString(), entry.CaseNo)
            : ((string?)null, null));
        if (channel is null || port.Knows(cause) || MessageWords.Of(committed.Happened, caseNo) is not { } words)
        {
            return false;
        }

        return await contacts.AddressOf(committed.Case, "message", cancel) is { } to
            && await port.Send(new OutgoingMessage(cause, channel, to, caseNo, words.Zh, words.En, fact.At), cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages to reporters are tried again in a second")]
    private partial void SweepFailed(Exception failure);
}
