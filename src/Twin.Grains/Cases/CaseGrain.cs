using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Rights;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>One case: it decides, appends, applies, tells. An ended case leaves memory at once.</summary>
[CollectionAgeLimit(Minutes = 10)]
public sealed class CaseGrain(Surroundings city, CaseRules rules, ILogger<CaseGrain> logger) : Grain, ICaseGrain
{
    private CaseState _state = null!;
    private CaseTeller _teller = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = CaseState.Absent(new CaseId(this.GetPrimaryKeyString()));
        _teller = new CaseTeller(this.GetStreamProvider(CityStreams.Provider), city.Tree, logger);
        var stream = CaseFacts.StreamOf(_state.Id);
        ImmutableArray<Fact> page;
        do
        {
            page = await city.Log.ReadStream(stream, _state.Version, Pages.PageFacts, cancellationToken);
            foreach (var fact in page)
            {
                _state = CaseFacts.After(_state, fact);
            }
        }
        while (page.Length == Pages.PageFacts);
    }

    public Task<CaseAnswer> Do(CaseOrder order, CancellationToken cancel = default) =>
        _state.AnswerTo(order.CommandId, order.By.Account) is { } known
            ? Task.FromResult(known)
            : Carry(new CasePlan(_state, order, city.Time.GetUtcNow(), rules), cancel);

    public Task<CaseSight?> See(CancellationToken cancel = default) => Task.FromResult(_state.Sight());

    public Task<CaseDesk?> Desk(Actor by, CancellationToken cancel = default) =>
        Task.FromResult(CaseDesk.Of(_state, by, city.Time.GetUtcNow(), rules));

    public Task<RightVerdict?> Explain(Actor by, string command, CancellationToken cancel = default) =>
        Task.FromResult<RightVerdict?>(
            _state.Stage == CaseStage.Absent ? null : CaseGate.ExplainWhole(_state, command, by, rules));

    public Task<bool> May(Actor by, CaseCommand.Oblige wish, CancellationToken cancel = default) => Task.FromResult(
        _state.Stage != CaseStage.Absent
        && CaseGate.ActingRole(_state, new CaseOrder(wish, "ask", by, "ask"), rules) is not null);

    public async Task<ClockAnswer> ClockDue(ClockId clock, DateTimeOffset dueAt)
    {
        if (CaseFlow.WhenDue(_state, clock, dueAt) is not { } command)
        {
            return new ClockAnswer(ClockOutcome.NotRunning, _state.Version);
        }

        if (dueAt > city.Time.GetUtcNow() && !Mutants.Has(Mutants.FireEarly))
        {
            return new ClockAnswer(ClockOutcome.TooEarly, _state.Version);
        }

        var answer = await Do(CaseFlow.ByClock(_state, clock, command), CancellationToken.None);
        return new ClockAnswer(
            answer.Refusal is null ? ClockOutcome.Fired : ClockOutcome.Refused, answer.Version);
    }

    public async Task<HomeId?> Rehome(CancellationToken cancel = default)
    {
        if (Rehoming.Decide(_state, city.Tree.Book) is { } rehomed)
        {
            long? cause = city.Tree.Book[rehomed.From].EndedAt is > 0 and var ended ? ended : null;
            await Carry(new CasePlan(_state, rehomed, cause, city.Time.GetUtcNow(), rules), cancel);
        }

        return _state.Stage == CaseStage.Absent ? null : _state.Home;
    }

    /// <summary>Numbers, appends, applies and tells. One method: each wait within another costs a turn of its own.
    /// </summary>
    private async Task<CaseAnswer> Carry(CasePlan plan, CancellationToken cancel)
    {
        if (plan.Refusal is not null)
        {
            await MustBeNewest(cancel);
            return Answer(plan.Refusal);
        }

        if (plan.NumberedIn is { } home)
        {
            plan.Number(await GrainFactory.GetGrain<INumbererGrain>(city.Tree.DistrictCodeOf(home)).Next(cancel));
        }

        cancel.ThrowIfCancellationRequested();
        var (before, batch) = (_state, plan.Batch());
        _state = Mutants.Has(Mutants.ApplyBeforeAppend) ? plan.After : before;
        ImmutableArray<Fact> stored;
        try
        {
            // No cancellation: once the batch is on its way, only the log knows whether it was stored.
            stored = (await city.Log.Append(batch, CancellationToken.None)).Facts;
            if (stored[0].Version != batch.ExpectedVersion + 1)
            {
                throw new LogConflictException(batch.Stream, batch.ExpectedVersion, stored[0].Version);
            }
        }
        catch (Exception failure) when (failure is not LogFullException && !Mutants.Has(Mutants.KeepStateOnConflict))
        {
            // Another activation wrote, or nobody knows what was stored: the next activation reads how it is.
            DeactivateOnIdle();
            throw;
        }

        _state = before;
        Apply(plan, stored);
        return Answer(null);
    }

    private CaseAnswer Answer(Refusal? refusal) =>
        new(_state.Id, _state.Stage, _state.Version, _state.Position, refusal, Again: false);

    /// <summary>A refusal stores nothing and so meets no fence: it counts only if nobody else wrote.</summary>
    private async ValueTask MustBeNewest(CancellationToken cancel)
    {
        var stream = CaseFacts.StreamOf(_state.Id);
        if (await city.Log.ReadStream(stream, _state.Version, 1, cancel) is [var newer, ..])
        {
            DeactivateOnIdle();
            throw new LogConflictException(stream, _state.Version, newer.Version);
        }
    }

    private void Apply(CasePlan plan, ImmutableArray<Fact> stored)
    {
        var told = ImmutableArray.CreateBuilder<Committed>(stored.Length);
        (_state, var happenings) = plan.Stored(stored);
        for (var i = 0; i < stored.Length; i++)
        {
            told.Add(CaseFacts.Committed(stored[i], happenings[i]));
        }

        _teller.Tell(told.MoveToImmutable());
        if (!_state.Stage.IsOpen())
        {
            DeactivateOnIdle();
        }
    }
}
