using System.Collections.Concurrent;
using Twin.Cli;
using Twin.Cli.Replay.Sending;
using Twin.Client;
using Twin.Simulation.Replaying;

namespace Twin.Long.Replay;

/// <summary>The same records through the public door of a running server.</summary>
internal static class HttpReplay
{
    private const int CasesAskedAtOnce = 16;

    /// <summary>Sends all as <c>twin replay</c> does; answers what was refused.</summary>
    public static async Task<Tally> Send(TwinClient city, Records records, CancellationToken cancel)
    {
        await city.SignIn(DemoAccounts.Replay, cancel);
        var root = (await city.City(cancel)).RootId;
        var tally = new Tally((await city.Ready(cancel)).Position);
        using var sender = new Sender(
            city, records.LifeIn(root), tally, new SendingBounds(LinesPerPost: 250, PostsAtOnce: 8),
            TimeProvider.System, cancel);
        await Cli.Terminal.Screen.Follow("http replay", records.Rows.Count + records.Account.Closed, bar =>
            new Playback(sender, null, TimeProvider.System).Run(records.Rows, bar, _ => "", cancel));
        return tally;
    }

    /// <summary>How each case stands, by its id; one that the server does not know is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, CaseState>> States(
        Uri server, IEnumerable<string> cases, CancellationToken cancel)
    {
        using var lead = TwinClient.Open(server);
        await lead.SignIn("lead", cancel);
        var states = new ConcurrentDictionary<string, CaseState>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = CasesAskedAtOnce, CancellationToken = cancel },
            async (id, stop) =>
            {
                try
                {
                    states[id] = CaseState.Of(await lead.Case(id, stop));
                }
                catch (TwinRefusedException no) when (no.Problem.Status == 404)
                {
                    // Told as a case that differs.
                }
            });
        return states;
    }
}
