using System.Collections.Immutable;
using Twin.City.Bells;
using Twin.City.Cases;

namespace Twin.City.Tests.Model;

/// <summary>Many cases side by side, each with its own time; after each step model and product must agree.</summary>
/// <remarks>
/// A fact whose rider waits for nobody leads on at once. In one step of three only the first fact is kept, as if the
/// log had held no more: so the stages that are passed within a commit are visited too.
/// </remarks>
internal sealed class ModelWalk
{
    /// <summary>A life that is longer gives way to a new one.</summary>
    private const int FactsMost = 70;

    private readonly int _seed;
    private readonly ModelTable _table;
    private readonly Random _dice;
    private readonly ModelPeople _people;
    private readonly ModelWishes _wishes;
    private readonly ModelCity _city = new();
    private readonly ImmutableArray<string> _words;
    private readonly List<Life> _lives = [];
    private readonly Dictionary<(CaseStage, string), int> _visits = [];
    private readonly Dictionary<CaseStage, ImmutableArray<string>> _onward;
    private int _born;

    public ModelWalk(ModelTable table, int seed)
    {
        (_table, _seed, _dice) = (table, seed, new Random(seed));
        _people = new ModelPeople(_dice, table);
        _wishes = new ModelWishes(_dice);
        _words = [.. table.Facts.Keys.Order(StringComparer.Ordinal)];
        _onward = Enum.GetValues<CaseStage>().ToDictionary(stage => stage, Onward);
    }

    public int Steps { get; private set; }
    public int Facts { get; private set; }
    public int Refused { get; private set; }
    public int CellsAll => Enum.GetValues<CaseStage>().Length * _words.Length;
    public HashSet<(CaseStage, string)> Cells { get; } = [];
    public HashSet<ModelRow> Rows { get; } = [];

    public void Step()
    {
        Steps++;
        var life = Pick();
        var it = life.Model;
        var word = Word(it.Stage);
        Cells.Add((it.Stage, word));
        _visits[(it.Stage, word)] = _visits.GetValueOrDefault((it.Stage, word)) + 1;
        life.Now = Later(life, word);
        (_city.Full, _city.Capped, _city.HasAuthority) = (_wishes.Chance(5), _wishes.Chance(5), !_wishes.Chance(5));

        var command = _wishes.Wish(word, it, life.Now);
        var by = _people.Giver(it, word);
        if (word == "HandleOnSpot" && !_wishes.Chance(5)) by = by with { Home = Town.Area };
        var order = new CaseOrder(
            command, _wishes.Chance(40) ? "" : $"command-{Steps}", by, "model",
            ExpectedVersion: _wishes.Chance(30) ? it.Version + 1 : _wishes.Chance(30) ? it.Version : null);
        Check(life, order, word);
        if (life.State.Version > FactsMost) _lives.Remove(life);
    }

    /// <summary>Stages take turns, whatever cases are in them.</summary>
    private Life Pick()
    {
        var byStage = _lives.GroupBy(life => life.Model.Stage).ToList();
        var pick = _dice.Next(byStage.Count + 1);
        if (pick < byStage.Count) return byStage[pick].ElementAt(_dice.Next(byStage[pick].Count()));
        var id = new CaseId($"case-{_born++}");
        var life = new Life(CaseState.Absent(id), new ModelCase(id), Town.Morning);
        _lives.Add(life);
        if (_lives.Count > 120) _lives.RemoveAt(_dice.Next(_lives.Count - 1));
        return life;
    }

    /// <summary>Any word, the one that was tried least in this stage, or one that leads on to another stage.</summary>
    private string Word(CaseStage stage)
    {
        var words = _dice.Next(3) switch
        {
            0 => _words,
            1 => [_words.MinBy(word => _visits.GetValueOrDefault((stage, word)))!],
            _ => _onward[stage],
        };
        return words[_dice.Next(words.Length)];
    }

    /// <summary>Without the ends that are open to almost every stage: lives would be short.</summary>
    private ImmutableArray<string> Onward(CaseStage stage) =>
    [
        .. _table.Rows.Where(row => row.Stage == stage && row.Next is { } next && next != stage
            && row.Command is not ("Void" or "Withdraw" or "ReferOut")).Select(row => row.Command).Distinct()
            .DefaultIfEmpty("ReopenByOrder"),
    ];

    /// <summary>Minutes mostly; at times so long that a window shuts or a clock is over.</summary>
    private DateTimeOffset Later(Life life, string word)
    {
        if (word == "Archive" && _wishes.Chance(2) && !_table.Open.Contains(life.Model.Stage)
            && life.Model.Stage != CaseStage.Absent)
        {
            return life.Now > life.Model.EndedAt.AddDays(30) ? life.Now : life.Model.EndedAt.AddDays(30);
        }

        return _dice.Next(40) switch
        {
            < 30 => life.Now.AddSeconds(_dice.Next(1_200)),
            < 38 => life.Now.AddMinutes(_dice.Next(600)),
            38 => life.Now.AddHours(_dice.Next(60)),
            _ => life.Now.AddDays(_dice.Next(45)),
        };
    }

    private void Check(Life life, CaseOrder order, string word)
    {
        var it = life.Model;
        var decision = CaseDecisions.Decide(life.State, order, life.Now, _city.Rules);
        if (Refusal(it, order, word, life.Now, out var row) is { } expected)
        {
            Refused++;
            Must(decision.Happened.IsEmpty, "a refusal stores nothing", life, order);
            Must(decision.Refusal?.Code == expected, $"refused with {expected}", life, order, decision.Refusal?.Code);
            var (zh, en) = _table.Sentences[expected];
            Must((decision.Refusal!.Zh, decision.Refusal.En) == (zh, en), "says its sentence", life, order);
            return;
        }

        Must(decision.Refusal is null, "carried out", life, order, decision.Refusal?.Code);
        if (Steps % 4 == 0) MustBeOffered(life, order, word);
        var apart = _wishes.Chance(3);
        var command = order.Command;
        if (command is CaseCommand.Pend) MustPass(life, order, decision);
        foreach (var happened in decision.Happened)
        {
            if (happened is CaseEvent.DeadlinePassed passed && command is CaseCommand.Pend)
            {
                var pass = new CaseCommand.PassDeadline(passed.Clock, passed.DueAt);
                Apply(life, pass, Row(it, pass, Actor.System, "PassDeadline", life.Now), order, passed);
                continue;
            }

            Apply(life, command, row!, order, happened);
            if (apart || Rider(it) is not { } rider) break;
            row = Row(it, Riding(rider, happened, decision), Actor.System, rider, life.Now);
            command = Riding(rider, happened, decision);
        }
    }

    /// <summary>What is carried out was on offer to a desk before; what a desk is offered is tried by others.</summary>
    private void MustBeOffered(Life life, CaseOrder order, string word)
    {
        if (life.State.Stage == CaseStage.Absent || order.By.Roles is ["System"]) return;
        var choices = CaseChoices.Of(life.State, order.By, life.Now, _city.Rules);
        Must(choices.Any(one => one.Command == word && one.Refusal is null), "offered before", life, order,
            string.Join(' ', choices.Select(one => $"{one.Command}:{one.Refusal}")));
    }

    /// <summary>A pause forgives nothing that was due.</summary>
    private void MustPass(Life life, CaseOrder order, Decision<CaseEvent> decision)
    {
        var passed = decision.Happened.OfType<CaseEvent.DeadlinePassed>().Select(one => one.Clock).ToList();
        Must(passed.SequenceEqual(ModelClocks.DueBeforePause(life.Model, life.Now)), "what was due passes first", life,
            order, string.Join(' ', passed));
    }

    private void Apply(Life life, CaseCommand command, ModelRow row, CaseOrder order, CaseEvent happened)
    {
        var it = life.Model;
        var by = row.Command == CaseWords.CommandOf(order.Command) ? order.By : Actor.System;
        var offer = $"{it.Id}.{it.Version + 1}";
        var open = _table.Open.Contains(row.Next!.Value);
        var wasOpen = _table.Open.Contains(row.Stage) || row.Stage == CaseStage.Absent;
        it.Apply(command, row, by, life.Now, offer, open, wasOpen);
        if (command is CaseCommand.OpenCheck && happened is CaseEvent.CheckOpened { Post: { } seat })
        {
            it.Tasks.Add(new ModelTask(offer, seat, null, TaskKind.Check));
        }

        ModelClocks.Apply(it, row, command, offer, open);
        life.Owner = life.Owner.After(life.State.Stage, happened);
        life.State = life.State.After(
            happened, new CaseStamp(life.Now, life.State.Version + 1, life.State.Version + 1, order.CommandId));
        // What departments owe has a ladder and tests of its own; here they settle it at once. Bells have theirs.
        life.State = life.State with
        {
            Obligations = [],
            Clocks = life.State.Clocks.RemoveAll(
                clock => clock.Id.Obligation is not null || BellRules.IsBell(clock.Id)),
        };
        Facts++;
        Must(CaseWords.FactOf(happened) == _table.Facts[row.Command], $"fact {_table.Facts[row.Command]}", life, order);
        Must(life.State.Stage == it.Stage, $"leads to {it.Stage}", life, order, life.State.Stage.ToString());
        Must(ModelClocks.Read(it, life.State, row, life.Now) is not { } clocks, "runs the clocks", life, order,
            ModelClocks.Read(it, life.State, row, life.Now));
        var (found, known) = (Seen(life.State), Seen(it));
        Must(found == known, $"leaves {known}", life, order, found);
        Must((life.Owner.Post, life.Owner.Department) == (life.State.OwnerPost, life.State.OwnerDepartment),
            "has the owner that lists say", life, order, life.Owner.ToString());
        Must(life.State.AnswerTo(order.CommandId, order.By.Account) is { Again: true }, "answers a resend", life,
            order);
    }

    private static string Seen(CaseState s) =>
        $"{s.Version} {s.Home} {s.Class} {s.Severity} {s.OwnerPost} {s.OwnerDepartment} {s.Supervision} {s.Following} "
        + $"{s.ReporterReachable} {s.Reopenings} {s.Reworks} {s.HandledAt:O} {s.HandledByPost} {s.Duplicates.Length} "
        + string.Join(',', s.Offers.Select(one => $"{one.Offer}{(one.Over ? "-" : "")}"));

    private static string Seen(ModelCase s) =>
        $"{s.Version} {s.Home} {s.Class} {s.Severity} {s.OwnerPost} {s.OwnerDepartment} {s.Supervision} {s.Following} "
        + $"{s.Reachable} {s.Reopenings} {s.Reworks} {s.HandledAt:O} {s.HandledByPost} {s.Duplicates.Count} "
        + string.Join(',', s.Tasks.Select(one => $"{one.Offer}{(one.Over ? "-" : "")}"));

    private string? Refusal(ModelCase it, CaseOrder order, string word, DateTimeOffset now, out ModelRow? row)
    {
        row = null;
        if (!_people.MayGive(it, word, order.By)) return "NotAllowed";
        if (order.CommandId.Length == 0) return "FieldInvalid";
        if (order.ExpectedVersion is { } seen && seen != it.Version) return "StaleVersion";
        row = Row(it, order.Command, order.By, word, now);
        return row.Refusal.Length > 0 ? row.Refusal : null;
    }

    private ModelRow Row(ModelCase it, CaseCommand command, Actor by, string word, DateTimeOffset now)
    {
        var guards = new ModelGuards(it, command, by, now, _city);
        var row = _table[it.Stage, word].First(one => one.Guard.Length == 0 || guards.Holds(one.Guard));
        Rows.Add(row);
        return row;
    }

    private static string? Rider(ModelCase it) => it.Stage switch
    {
        CaseStage.Reported => "OpenReview",
        CaseStage.Filed => "OpenDispatch",
        CaseStage.Handled when !it.OnSpot || it.Sampled => "OpenCheck",
        CaseStage.Reopened => "Reassign",
        _ => null,
    };

    /// <summary>Whom a reopened case goes to is the city's choice; the model holds that there is somebody.</summary>
    private static CaseCommand Riding(string rider, CaseEvent before, Decision<CaseEvent> decision) => rider switch
    {
        "OpenReview" => new CaseCommand.OpenReview(),
        "OpenDispatch" => new CaseCommand.OpenDispatch(),
        "OpenCheck" => new CaseCommand.OpenCheck(),
        _ => decision.Happened[decision.Happened.IndexOf(before) + 1] is CaseEvent.Reassigned e
            ? new CaseCommand.Reassign(e.Post, e.Department)
            : throw new InvalidOperationException("Found no Reassigned after the reopening."),
    };

    private void Must(bool holds, string what, Life life, CaseOrder order, string? found = null)
    {
        if (holds) return;
        Assert.Fail($"seed={_seed} step={Steps} case={life.Model.Id} version={life.Model.Version} "
            + $"stage={life.Model.Stage} "
            + $"{order.Command} by {string.Join('+', order.By.Roles)}: expected {what}; found {found}");
    }

    private sealed class Life(CaseState state, ModelCase model, DateTimeOffset now)
    {
        public CaseState State { get; set; } = state;
        public CaseOwner Owner { get; set; }
        public ModelCase Model => model;
        public DateTimeOffset Now { get; set; } = now;
    }
}
