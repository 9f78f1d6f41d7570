using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Json;
using Twin.City.Obligations;
using Twin.Contracts;
using Twin.EventLog;
using Twin.EventLog.Sqlite;
using Twin.Geo;

namespace Twin.Cli.Tests.Verify;

/// <summary>A log of chance in a file of its own: three grids, cases that open, move, close or are voided.</summary>
internal sealed class RandomTown : IAsyncDisposable
{
    private static readonly string?[] Classes = ["E0406", "E0102", "E0401", "X-GAS", null];
    private static readonly HomeId[] Homes = [new("north"), new("south"), new("west"), new("city")];

    private static readonly Actor Anyone = new(
        "all",
        [
            "Integration", "Filer", "Dispatcher", "Handler", "Checker", "Worker", "ShiftLead", "System", "Receiver",
            "CentreHead", "Caller", "Reporter", "LeadOffice", "Auditor", "SpotChecker", "Ruler",
        ],
        new HomeId("city"), null, new PostId("north-1"), "hash");

    private static readonly CaseRules Rules = new()
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        Covers = (outer, inner) => outer == inner || outer.Value == "city",
        IsGrid = home => home.Value != "city",
    };

    private readonly Random _chance;
    private readonly SqliteEventLog _log;
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-verify-").FullName;
    private readonly Dictionary<string, CaseState> _cases = [];
    private DateTimeOffset _now = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private long _commands;

    public RandomTown(int seed)
    {
        _chance = new Random(seed);
        _log = SqliteEventLog.Open(File, new SqliteLogOptions(), TimeProvider.System, NullLogger.Instance);
    }

    public string File => Path.Combine(_folder, "log.db");

    public IEventLog Log => _log;

    public long Minute => _now.ToUnixTimeSeconds() / 60;

    public IReadOnlyDictionary<string, CaseState> Cases => _cases;

    /// <summary>A town of one street: the city, a community in it, two grids in that and one beside it.</summary>
    public static AreaView[] Areas { get; } =
    [
        Area("city", "City", null, 0), Area("street", "Community", "city", 700), Area("north", "Grid", "street", 400),
        Area("south", "Grid", "street", 300), Area("west", "Grid", "city", 0),
    ];

    public async Task Live(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _now = _now.AddSeconds(_chance.Next(900));
            if (_cases.Count == 0 || _chance.Next(5) == 0)
            {
                await Begin($"case-{_cases.Count + 1}");
            }
            else
            {
                await Go(_cases.Values.ElementAt(_chance.Next(_cases.Count)));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static AreaView Area(string id, string level, string? parent, int households) =>
        new(id, "", level, id, parent, new PointView(0, 0), [], false, households, false, 1);

    private Task Begin(string id)
    {
        var old = _chance.Next(3) == 0;
        var report = new CaseCommand.Report(
            CaseSource.App, Homes[_chance.Next(4)], new LngLat(120, 30), _chance.Next(6) == 0, null, null, null,
            Classes[_chance.Next(5)], (Severity)_chance.Next(5), "hash", old ? LimitBy.Source : LimitBy.Class,
            old && _chance.Next(3) > 0 ? _now.AddDays(-398 + _chance.Next(9)) : null, null, false,
            _chance.Next(2) == 0 ? "relay-1" : null);
        CaseCommand command = _chance.Next(8) == 0
            ? new CaseCommand.HandleOnSpot(
                new HomeId("north"), new LngLat(120, 30), null, null, "E0102", "no-1", new Words("t", "s"), true, true,
                "hash")
            : report;
        return Do(CaseState.Absent(new CaseId(id)), command, old ? _now.AddDays(-400) : null);
    }

    /// <summary>The map changed under the case.</summary>
    private Task Rehome(CaseState state)
    {
        var to = Homes[_chance.Next(4)];
        return !state.Stage.IsOpen() || to == state.Home
            ? Task.CompletedTask
            : Store(state, [Rehoming.To(state, to)], $"command-{++_commands}");
    }

    private Task Go(CaseState state)
    {
        if (_chance.Next(12) == 0)
        {
            return Rehome(state);
        }

        if (_chance.Next(4) == 0)
        {
            return Do(state, Rare(state), null);
        }

        var text = new Words("t", "s");
        CaseCommand command = (state.Stage, _chance.Next(12)) switch
        {
            (_, 0) => new CaseCommand.Void("Test", true),
            (_, 1) => new CaseCommand.Supervise(1 + _chance.Next(4), "T5"),
            (_, 2) when Running(state) is { } clock => new CaseCommand.PassDeadline(clock.Id, clock.DueAt),
            (_, 3 or 4) when Running(state) is { } clock => new CaseCommand.MoveDeadline(
                clock.Id, clock.DueAt.AddMinutes(_chance.Next(9_000) - 8_000), "Calendar"),
            (CaseStage.UnderReview, var pick) => new CaseCommand.File(
                Classes[_chance.Next(4)], (Severity)_chance.Next(5), pick < 4 ? Homes[_chance.Next(3)] : null, "no-1"),
            (CaseStage.Dispatching, _) => new CaseCommand.Dispatch(new PostId("north-1"), null),
            (CaseStage.AwaitAccept, _) => new CaseCommand.Accept(null),
            (CaseStage.Handling, _) => new CaseCommand.Handle(text, true),
            (CaseStage.Checking, _) => new CaseCommand.PassCheck(text, true),
            _ => new CaseCommand.Close(),
        };
        var handled = command is CaseCommand.Handle or CaseCommand.PassCheck;
        return Do(state, command, state.IsHistory && handled ? _now.AddDays(-395 + _chance.Next(9)) : null);
    }

    /// <summary>What does not happen in most lives: turned down, pending, reworked, reopened, archived.</summary>
    private CaseCommand Rare(CaseState state)
    {
        var text = new Words("t", "s");
        var (due, solved) = (_now.AddHours(1 + _chance.Next(90)), _chance.Next(2) == 0);
        var place = new CaseSpot(Homes[_chance.Next(3)], new LngLat(120, 30.001), null, null);
        if (_chance.Next(90) == 0)
        {
            _now = _now.AddDays(_chance.Next(2) == 0 ? 31 : 1);
        }

        return _chance.Next(30) switch
        {
            0 => new CaseCommand.NotAccept("InCourt", text),
            1 => new CaseCommand.Appeal(text, _chance.Next(2) == 0 ? place : null),
            2 => new CaseCommand.Recall(text),
            3 => new CaseCommand.Return("WrongPlace", text),
            4 => new CaseCommand.AskExtension(due, text, text, Engineering: false),
            5 => new CaseCommand.GrantExtension(_chance.Next(2) == 0 ? due : null),
            6 => new CaseCommand.Pend("Season", due.AddDays(9), text),
            7 => new CaseCommand.Resume(),
            8 => new CaseCommand.FailCheck("NotFixed", text, true),
            9 => new CaseCommand.LapseCheck(),
            10 => new CaseCommand.FollowUp(Channel.Call, true, solved, 3, text),
            11 => new CaseCommand.FollowUp(Channel.Call, false, null, null, text),
            12 => new CaseCommand.Rate(solved, 2, _chance.Next(3) > 0 ? text : null),
            13 => new CaseCommand.ReportAgain(text, null, null),
            14 => new CaseCommand.Archive(),
            15 => new CaseCommand.ReopenByOrder(text),
            16 => new CaseCommand.ReferOut("Court", "7", text),
            17 => new CaseCommand.ReturnReferral("7", text),
            18 => new CaseCommand.Withdraw(text),
            19 => new CaseCommand.Correct(Classes[_chance.Next(4)], (Severity)_chance.Next(5), place, text),
            20 => new CaseCommand.OpenOneThing("FLOODPOINT", new(new DepartmentId("Parks")), null),
            21 when state.Parts.Length > 0 => new CaseCommand.HandlePart(state.Parts[0].Part.Case),
            22 => new CaseCommand.AddDuplicate(new CaseId($"twin-{_chance.Next(30)}")),
            >= 23 and < 29 => Owed(state, text),
            _ => new CaseCommand.Object(text),
        };
    }

    /// <summary>A department is called, or does something; also after the case has closed.</summary>
    private CaseCommand Owed(CaseState state, Words text) => state.Obligations.IsEmpty
        ? new CaseCommand.RaiseWhistle(WhistleKind.Emergency, new DepartmentId("Parks"), text)
        : new CaseCommand.Oblige(state.Obligations[^1].Id, _chance.Next(7) switch
        {
            0 => new ObligationCommand.GoOn(),
            1 => new ObligationCommand.Accept(),
            2 => new ObligationCommand.Arrive(),
            3 => new ObligationCommand.GiveResult(text),
            4 => new ObligationCommand.SignOff(),
            5 => new ObligationCommand.Cancel(text),
            _ => new ObligationCommand.Rate(true, true, 5, null),
        });

    /// <summary>The newest: of a case that is handled now, its T5 or a step before it.</summary>
    private static CaseClock? Running(CaseState state) => state.Clocks.LastOrDefault(clock => !clock.Passed);

    private async Task Do(CaseState state, CaseCommand command, DateTimeOffset? occurredAt)
    {
        var by = command is CaseCommand.PassCheck ? Anyone with { Post = new PostId("south-1") }
            : command is CaseCommand.Oblige ? Anyone with { Department = new DepartmentId("Parks") }
            : Anyone;
        var order = new CaseOrder(command, $"command-{++_commands}", by, "test", occurredAt, Tag: TagOf(state));
        var decision = CaseDecisions.Decide(state, order, _now, Rules);
        if (decision.Refusal is null)
        {
            await Store(state, decision.Happened, order.CommandId);
        }
    }

    private static string? TagOf(CaseState state) => state.Id.Value.EndsWith('7') ? "drill" : null;

    private async Task Store(CaseState state, ImmutableArray<CaseEvent> all, string commandId)
    {
        var tag = TagOf(state);
        var facts = ImmutableArray.CreateBuilder<NewFact>();
        var next = state;
        foreach (var happened in all)
        {
            var before = next;
            next = next.After(happened, new CaseStamp(_now, next.Version + 1, 0, commandId, tag));
            var (kind, payload) = CityJson.Encode(happened);
            facts.Add(new NewFact(kind, CityJson.Schema, payload, CaseFeeds.Of(before, happened, next)));
        }

        await _log.Append(
            new NewBatch
            {
                Stream = $"case/{state.Id.Value}",
                ExpectedVersion = state.Version,
                Facts = facts.DrainToImmutable(),
                At = _now,
                By = new Author("all", "Filer"),
                CommandId = commandId,
                Tag = tag,
            },
            TestContext.Current.CancellationToken);
        _cases[state.Id.Value] = next;
    }
}
