using Orleans.Embedded.Engine.Virtual;
using Twin.City.Boards;
using Twin.Contracts;
using Twin.EventLog;
using Twin.EventLog.Memory;
using Twin.EventLog.Vault;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Faults;
using Twin.Simulation.Hosting;

namespace Twin.Simulation.Replaying;

/// <summary>A city's records through the full loop at their own times: the source's close is the handling.</summary>
/// <remarks>
/// The world goes on by the hour, as a machine that sleeps in between; what an hour's records say happened at the
/// moments that they name. Two hours after the handling somebody checks, a day later the reporter is asked.
/// </remarks>
public sealed class LoopReplay
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan CheckAfter = TimeSpan.FromHours(2);
    private static readonly TimeSpan AskAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly Caller Source = new(
        Account.Of(
            "replay", "", "", ["Integration", "Filer", "Dispatcher", "Handler", "Checker", "Caller"], anySeat: true),
        null);

    private readonly IReadOnlyList<RecordedCase> _records;
    private readonly VirtualWorld _world;
    private readonly Realm _outside;
    private readonly VirtualSilo _silo;
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _caseOf = new(StringComparer.Ordinal);

    private LoopReplay(ReferenceCity city, IReadOnlyList<RecordedCase> records, int seed)
    {
        _records = records;
        _world = new VirtualWorld(seed, records.Min(record => record.OpenedAt));
        _outside = new Realm(_world);
        Log = MemoryEventLog.Create(_outside.Time);
        _silo = new VirtualSilo(new Realm(_world), new VirtualSiloParts(
            Log, MemoryVault.Create(), city, new CityTree(city), new CountedIds(1),
            new ShakyEngine(new Chaos(seed) { Calm = true })));
    }

    /// <summary>All that happened.</summary>
    public IEventLog Log { get; }

    public Board Root { get; private set; }

    /// <summary>The case that each record became, by the record's key.</summary>
    public IReadOnlyDictionary<string, string> CaseOf => _caseOf;

    /// <summary>Whatever was refused or failed.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public TimeSpan Lived { get; private set; }

    public static LoopReplay Run(ReferenceCity city, IReadOnlyList<RecordedCase> records, int seed)
    {
        var replay = new LoopReplay(city, records, seed);
        replay.Live();
        return replay;
    }

    private void Live()
    {
        var began = _world.Now;
        _silo.Start();
        Await(_outside.Start(Follow), "following");
        _world.RunUntil(_world.Now + Rest);
        Await(
            _outside.Start(async () => Root = await _silo.Ask(
                async one => await one.Tree.Watched(one.Grains, one.Tree.Root).Board())),
            "reading");
        if (_world.Escaped > 0) _faults.Add($"{_world.Escaped} pieces of work left virtual time");
        Lived = _world.Now - began;
        _silo.Crash();
    }

    private async Task Follow()
    {
        await Task.Delay(TimeSpan.FromSeconds(1), _outside.Time);
        foreach (var step in Steps().OrderBy(step => step.At))
        {
            if (_world.Now < step.At)
            {
                _world.StandStill(step.At - _world.Now + Hour);
                await Task.Delay(TimeSpan.FromMilliseconds(1), _outside.Time);
            }

            await step.Do();
        }
    }

    /// <summary>Steps of one moment stay in the order of the record's life: the order here is kept.</summary>
    private IEnumerable<(DateTimeOffset At, Func<Task> Do)> Steps()
    {
        foreach (var record in _records)
        {
            yield return (record.OpenedAt, () => Report(record));
            if (record.ClosedAt is not { } closed) continue;
            var handled = closed < record.OpenedAt ? record.OpenedAt : closed;
            yield return (handled, () => Give(record, lines => lines.Where(line => line.Command != "PassCheck")));
            yield return (handled + CheckAfter, () => Give(record, lines => lines
                .Where(line => line.Command == "PassCheck")
                .Select(line => line with { Body = line.Body with { OccurredAt = null } })));
            yield return (handled + CheckAfter + AskAfter, () => Give(record, lines => [new CommandLine(
                lines[0].CaseId, "FollowUp",
                new CommandRequest($"{record.Key}/follow", Channel: "App", Answered: true, Solved: true))]));
        }
    }

    private async Task Report(RecordedCase record)
    {
        // Whoever told the source can be asked back.
        var outcome = await _silo.Ask(async one => await one.Intake.Report(
            record.Report with { Relay = "relay" }, record.Key, Source, "replay", CancellationToken.None));
        if (outcome.IsAnswer) _caseOf[record.Key] = outcome.Answer.CaseId;
        else _faults.Add($"{record.Key}: Report answered {outcome.Problem.Code}: {outcome.Problem.Detail}");
    }

    private async Task Give(
        RecordedCase record, Func<IReadOnlyList<CommandLine>, IEnumerable<CommandLine>> which)
    {
        if (!_caseOf.TryGetValue(record.Key, out var id)) return;
        foreach (var line in which(record.Closing!(id)))
        {
            var outcome = await _silo.Ask(async one => await one.Commands.Do(
                line.CaseId, line.Command, line.Body, null, Source, "replay", CancellationToken.None));
            if (outcome.IsAnswer) continue;
            _faults.Add($"{record.Key}: {line.Command} answered {outcome.Problem.Code}: {outcome.Problem.Detail}");
            return;
        }
    }

    private void Await(Task flow, string what)
    {
        var from = _world.Now - _world.StoodStill;
        while (!flow.IsCompleted)
        {
            if (!_world.RunOne() && !_world.Jump(from + Patience + _world.StoodStill))
            {
                _faults.Add($"{what} has not ended after {Patience.TotalHours} hours");
                return;
            }
        }

        if (flow.Exception is { } broken) _faults.Add($"{what} met {broken.InnerException}");
    }
}
