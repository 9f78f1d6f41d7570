using System.Text.Json;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.Grains.Cases;
using Twin.Simulation.Loop;

namespace Twin.Simulation.Tests;

/// <summary>A case goes on with what its plan foresaw; a restart folds what was stored.</summary>
public sealed class LoopTests
{
    private const int Lives = 400;

    [Fact]
    public async Task What_a_case_holds_is_what_its_stored_facts_fold_to()
    {
        var held = new List<CaseState>();
        await using var log = MemoryEventLog.Create(TimeProvider.System);

        await LoopRun.Stored(0, Lives, new LoopTally(held.Add), log, threads: 1);

        Assert.Equal(Lives, held.Count);
        Assert.True(held.Sum(state => state.Version) > 5 * Lives, "The lives were too short to say anything.");
        foreach (var state in held)
        {
            var folded = CaseState.Absent(state.Id);
            var stream = CaseFacts.StreamOf(state.Id);
            foreach (var fact in await log.ReadStream(stream, 0, int.MaxValue, TestContext.Current.CancellationToken))
            {
                var happened = CityJson.DecodeCase(fact.Kind, fact.Schema, fact.Payload);
                folded = folded.After(happened, CaseFacts.StampOf(fact));
            }

            Assert.Equal(JsonSerializer.Serialize(folded), JsonSerializer.Serialize(state));
        }
    }
}
