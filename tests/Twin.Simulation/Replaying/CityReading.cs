using Twin.City.Boards;
using Twin.EventLog;
using Twin.Grains.Cases;
using Twin.Grains.Feeds;
using Twin.Silo.Gateway;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Replaying;

/// <summary>The city's board and every case, as its grains tell them.</summary>
internal sealed class CityReading(VirtualSilo silo)
{
    private const string CaseStreams = "case/";

    public Board Root { get; private set; }

    public Dictionary<string, CaseState> States { get; } = new(StringComparer.Ordinal);

    /// <summary>Asks the cases that the log has, not those that somebody remembers.</summary>
    public async Task<bool> Read(VirtualSilo asked)
    {
        Root = await asked.Tree.Watched(asked.Grains, asked.Tree.Root).Board();
        for (var after = 0L; ;)
        {
            var page = await silo.Log.ReadAll(after, Pages.PageFacts, CancellationToken.None);
            foreach (var fact in page.Where(fact => fact.Version == 1 && IsCase(fact)))
            {
                var id = fact.Stream[CaseStreams.Length..];
                var sight = await asked.Grains.GetGrain<ICaseGrain>(id).See();
                States.Add(id, CaseState.Of(ViewOf.Case(sight!)));
            }

            if (page.IsEmpty)
            {
                return true;
            }

            after = page[^1].Position;
        }
    }

    private static bool IsCase(Fact fact) => fact.Stream.StartsWith(CaseStreams, StringComparison.Ordinal);
}
