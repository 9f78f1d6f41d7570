using System.Collections.Immutable;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Json;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>What follows from one command and what the System does right after it, before anything is stored.</summary>
/// <remarks>
/// All of it becomes one batch: one sync, and no crash can leave a case between a step and the one that rides on it.
/// The envelope still tells the authors apart: the first fact is the actor's, the others are the System's.
/// </remarks>
internal sealed class CasePlan
{
    /// <summary>Steps of the System in one go; more would be a circle in the rules.</summary>
    private const int StepsMax = 8;

    /// <summary>Stands for the number that is taken once it is sure that one is needed.</summary>
    private const string Unnumbered = "-";

    private readonly CaseRules _rules;
    private readonly DateTimeOffset _now;
    private readonly CaseState _before;
    private readonly CaseOrder _order;
    private readonly long? _cause;
    private readonly List<Step> _steps = new(5);
    private CaseState _state;
    private string? _role;
    private ImmutableArray<NewFact> _sent = [];

    public CasePlan(CaseState state, CaseOrder order, DateTimeOffset now, CaseRules rules)
    {
        (_before, _state, _order, _now, _rules, _cause) = (state, state, order, Whole(now), rules, order.Cause);
        Refusal = Decide(order);
        if (Refusal is null && (order.Command as CaseCommand.Report)?.Next is { } advice)
        {
            Follow(advice);
        }
        else
        {
            GoOn();
        }
    }

    /// <summary>What follows when the map gave the case another home, and the System's steps after it.</summary>
    /// <param name="cause">Position of the fact that changed the map.</param>
    public CasePlan(CaseState state, CaseEvent.Rehomed rehomed, long? cause, DateTimeOffset now, CaseRules rules)
    {
        // Its identity follows from the past: tried twice, it is done once.
        _order = CaseFlow.BySystem(state, new CaseCommand.OpenReview()) with { CommandId = $"rehome/{state.Version}" };
        (_before, _state, _now, _rules, _cause) = (state, state, Whole(now), rules, cause);
        Add(rehomed, isOwn: true);
        GoOn();
    }

    /// <summary>Advice that the table refuses is no longer true, such as a parent that was closed meanwhile.</summary>
    private void Follow(CaseAdvice advice)
    {
        var refused = advice.Step is { } step && Decide(CaseFlow.BySystem(_state, step)) is not null;
        if (refused || !advice.Holds)
        {
            GoOn();
        }
    }

    private void GoOn()
    {
        for (var step = 0; Refusal is null && CaseFlow.NextBySystem(_state, _rules) is { } next; step++)
        {
            if (step == StepsMax)
            {
                throw new InvalidOperationException(
                    $"Case '{_before.Id}' took {StepsMax} steps by itself and wants {CaseWords.CommandOf(next)}; "
                    + "expected somebody to be awaited. Look at CaseFlow.");
            }

            if (Decide(CaseFlow.BySystem(_state, next)) is not null)
            {
                break;
            }
        }
    }

    public Refusal? Refusal { get; }

    /// <summary>The state that the facts lead to, but for their positions.</summary>
    public CaseState After => _state;

    /// <summary>The state after what was stored, and what happened by it.</summary>
    /// <remarks>
    /// The log answers a command that another activation had stored with the facts of that one: decided a moment
    /// earlier, with other due times and another number. What is stored counts, so it is read and folded.
    /// </remarks>
    public (CaseState State, ImmutableArray<CaseEvent> Happened) Stored(ImmutableArray<Fact> facts)
    {
        if (IsAsSent(facts))
        {
            return (_state.StoredFrom(facts[0].Position, facts.Length), Happened);
        }

        var (state, happened) = (_before, ImmutableArray.CreateBuilder<CaseEvent>(facts.Length));
        foreach (var fact in facts)
        {
            happened.Add(FactFamilies.Cases.Read(fact));
            state = state.After(happened[^1], CaseFacts.StampOf(fact));
        }

        return (state, happened.MoveToImmutable());
    }

    private bool IsAsSent(ImmutableArray<Fact> facts)
    {
        if (facts[0].At != _now || facts.Length != _sent.Length) return false;
        for (var i = 0; i < facts.Length; i++)
        {
            if (facts[i].Kind != _sent[i].Kind || !facts[i].Payload.Span.SequenceEqual(_sent[i].Payload.Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The home whose district numbers the case; null when no number is needed.</summary>
    public HomeId? NumberedIn => _steps.Exists(static step => IsUnnumbered(step.Happened)) ? _state.Home : null;

    public ImmutableArray<CaseEvent> Happened
    {
        get
        {
            var all = ImmutableArray.CreateBuilder<CaseEvent>(_steps.Count);
            foreach (var step in _steps) all.Add(step.Happened);
            return all.MoveToImmutable();
        }
    }

    public void Number(string caseNo)
    {
        for (var i = 0; i < _steps.Count; i++)
        {
            _steps[i] = _steps[i] with { Happened = Numbered(_steps[i].Happened, caseNo) };
        }

        _state = _state with { CaseNo = caseNo };
    }

    public NewBatch Batch() => new()
    {
        Stream = CaseFacts.StreamOf(_before.Id),
        ExpectedVersion = _before.Version,
        Facts = _sent = Encoded(),
        At = _now,
        By = new Author(_order.By.Account, _role ?? "System"),
        CommandId = _order.CommandId,
        Client = _order.Client,
        Cause = _cause,
        Correlation = _order.Correlation,
        RulesVersion = CityTables.Version,
        Tag = _state.Tag,
    };

    private Refusal? Decide(CaseOrder order)
    {
        var foreseen = CaseDecisions.Foresee(_state, Own(order), _now, _rules);
        var isFirst = _steps.Count == 0;
        if (isFirst) _role = foreseen.Role;
        foreach (var (happened, after, own) in foreseen.Facts)
        {
            var (spoiled, isOwn) = (Mutants.Spoiled(_state, happened), isFirst && own);
            if (ReferenceEquals(spoiled, happened)) Add(happened, after, isOwn);
            else Add(spoiled, isOwn);
        }

        return foreseen.Refusal;
    }

    /// <summary>Whatever the System does right after is part of the same command.</summary>
    private CaseOrder Own(CaseOrder order)
    {
        var command = Placeheld(order.Command);
        return ReferenceEquals(order, _order) && ReferenceEquals(command, order.Command)
            ? order
            : order with { Command = command, CommandId = _order.CommandId, Tag = _order.Tag };
    }

    private void Add(CaseEvent happened, bool isOwn)
    {
        var version = _state.Version + 1;
        var by = isOwn ? _order.By.Account : Author.System.Account;
        var stamp = new CaseStamp(_now, version, _state.Position, _order.CommandId, _order.Tag, by);
        Add(happened, _state.After(happened, stamp), isOwn);
    }

    private void Add(CaseEvent happened, CaseState after, bool isOwn)
    {
        _steps.Add(new Step(happened, CaseFeeds.Of(_state, happened, after), isOwn));
        _state = after;
    }

    /// <summary>As the log keeps moments, so that a decision and its replay see the same one.</summary>
    /// <remarks>Never earlier than it is: a clock that is due would be refused as too early, and be lost.</remarks>
    private static DateTimeOffset Whole(DateTimeOffset now)
    {
        const long Step = TimeSpan.TicksPerMicrosecond;
        return new((now.UtcTicks + Step - 1) / Step * Step, TimeSpan.Zero);
    }

    private ImmutableArray<NewFact> Encoded()
    {
        var facts = ImmutableArray.CreateBuilder<NewFact>(_steps.Count);
        foreach (var (happened, feeds, isOwn) in _steps)
        {
            var fact = CityJson.Encode(happened);
            facts.Add(new NewFact(fact.Kind, CityJson.Schema, fact.Payload, feeds, isOwn ? null : Author.System));
        }

        return facts.MoveToImmutable();
    }

    private static CaseCommand Placeheld(CaseCommand command) => command switch
    {
        CaseCommand.File { CaseNo: "" } file => file with { CaseNo = Unnumbered },
        CaseCommand.HandleOnSpot { CaseNo: "" } onSpot => onSpot with { CaseNo = Unnumbered },
        _ => command,
    };

    private static bool IsUnnumbered(CaseEvent happened) =>
        happened is CaseEvent.Filed { CaseNo: Unnumbered } or CaseEvent.HandledOnSpot { CaseNo: Unnumbered };

    private static CaseEvent Numbered(CaseEvent happened, string caseNo) => happened switch
    {
        CaseEvent.Filed { CaseNo: Unnumbered } filed => filed with { CaseNo = caseNo },
        CaseEvent.HandledOnSpot { CaseNo: Unnumbered } onSpot => onSpot with { CaseNo = caseNo },
        _ => happened,
    };

    private readonly record struct Step(CaseEvent Happened, ImmutableArray<string> Feeds, bool IsOwn);
}
