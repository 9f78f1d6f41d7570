using System.Collections.Concurrent;
using Twin.City;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Sends errands three times: in any order, at once where they fall together, and across a restart.</summary>
internal sealed class Rounds(int seed)
{
    /// <summary>How often each is sent.</summary>
    public const int Times = 3;

    private const int Together = 8;

    private readonly Random _dice = new(seed);
    private readonly ConcurrentDictionary<string, ConcurrentBag<Told>> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _before = new(StringComparer.Ordinal);

    public int Sent => _told.Values.Sum(told => told.Count);

    /// <summary>Once or twice, in a drawn order, before the restart.</summary>
    public Task Before(Play play, IReadOnlyList<Errand> errands) => Send(
        play, errands, errand => _before[errand.CommandId] = _dice.Next(1, Times), from: 0);

    /// <summary>The rest, in another order, on the connections that are left.</summary>
    public Task After(Play play, IReadOnlyList<Errand> errands) => Send(
        play, errands, errand => Times - _before[errand.CommandId], from: Times);

    /// <summary>Each has one effect, it stands in the state, and each of its answers is the first one.</summary>
    public async Task<int> Check(Play play, IReadOnlyList<Errand> errands)
    {
        var all = await play.City.Log.ReadAll(0, int.MaxValue, TestContext.Current.CancellationToken);
        var facts = all.ToLookup(fact => fact.Stream);
        var effects = all.ToLookup(fact => CommandKey.IdOf(fact.CommandId));
        foreach (var errand in errands)
        {
            var told = _told[errand.CommandId];
            Assert.True(told.Count == Times, $"{errand.Name} was sent {told.Count} times.");
            Assert.True(told.Select(one => one.Answer).Distinct().Count() == 1, $"{errand.Name}: {Say(told)}");
            Assert.True(
                told.Any(one => one.Again is null) || told.Count(one => one.Again is false) == 1,
                $"{errand.Name} was new more than once: {Say(told)}");
            if (errand.Stream.Length == 0)
            {
                continue;
            }

            var stored = effects[errand.CommandId].ToList();
            Assert.True(stored.Count > 0, $"{errand.Name} has no fact under {errand.CommandId}.");
            Assert.All(stored, fact => Assert.Equal(errand.Stream, fact.Stream));
            var isOnce = stored.Select(fact => fact.Commit).Distinct().Count() == 1
                || stored.Select(fact => fact.Kind).Distinct().Count() == stored.Count;
            Assert.True(isOnce, $"{errand.Name} was stored twice.");
            if (errand.Stream.Split('/') is ["case", var id])
            {
                Assert.Equal(facts[errand.Stream].Max(fact => fact.Version), stored[^1].Version);
                await Stands(play, id, stored[^1], told.First().Answer);
            }
        }

        return errands.Count;
    }

    private static async Task Stands(Play play, string caseId, Fact last, string told)
    {
        var seen = await play.Of(Play.By("Auditor"), 0).Get<CaseView>($"cases/{caseId}");
        Assert.Equal(last.Version, seen.Version);
        Assert.Contains($"\"stage\":\"{seen.Stage}\"", told, StringComparison.Ordinal);
    }

    private async Task Send(Play play, IReadOnlyList<Errand> errands, Func<Errand, int> times, int from)
    {
        var order = errands.OrderBy(_ => _dice.Next()).Select(errand => (errand, Count: times(errand))).ToList();
        await Parallel.ForEachAsync(
            order,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Together,
                CancellationToken = TestContext.Current.CancellationToken,
                TaskScheduler = TaskScheduler.Current,
            },
            async (one, _) =>
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, one.Count).Select(
                    at => one.errand.Send(play, from == 0 ? at + 1 : from - at)));
                foreach (var answer in answers)
                {
                    _told.GetOrAdd(one.errand.CommandId, _ => []).Add(answer);
                }
            });
    }

    private static string Say(IEnumerable<Told> told) => string.Join(" | ", told);
}
