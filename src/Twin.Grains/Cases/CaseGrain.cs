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
        await foreach (var fact in city.Log.WholeStream(CaseFacts.StreamOf(_state.Id), cancellationToken))
        {
            _state = CaseFacts.After(_state, fact);
        }
    }

    public async Task<CaseAnswer> Do(CaseOrder order, CancellationToken cancel = default)
    {
        if (_state.AnswerTo(order.CommandId, order.By.Account) is { } known)
        {
            return known;
        }

        var plan = new CasePlan(_state, order, city.Time.GetUtcNow(), rules);
        if (plan.Refusal is null)
        {
            if (plan.NumberedIn is { } home)
            {
                plan.Number(await GrainFactory.GetGrain<INumbererGrain>(city.Tree.DistrictCodeOf(home)).Next(cancel));
            }

            cancel.ThrowIfCancellationRequested();
            var before = _state;
            _state = Mutants.Has(Mutants.ApplyBeforeAppend) ? plan.After : before;
            var stored = await Append(plan.Batch());
            _state = before;
            Apply(plan, stored);
        }
        else
        {
            await MustBeNewest(cancel);
        }

        return new CaseAnswer(_state.Id, _state.Stage, _state.Version, _state.Position, plan.Refusal, Again: false);
    }

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
            var plan = new CasePlan(_state, rehomed, cause, city.Time.GetUtcNow(), rules);
            if (plan.NumberedIn is { } home)
            {
                plan.Number(await GrainFactory.GetGrain<INumbererGrain>(city.Tree.DistrictCodeOf(home)).Next(cancel));
            }

            cancel.ThrowIfCancellationRequested();
            Apply(plan, await Append(plan.Batch()));
        }

        return _state.Stage == CaseStage.Absent ? null : _state.Home;
    }

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

    private async Task<ImmutableArray<Fact>> Append(NewBatch batch)
    {
        try
        {
            // No cancellation: once the batch is on its way, only the log knows whether it was stored.
            var stored = await city.Log.Append(batch, CancellationToken.None);
            return stored.Facts[0].Version == batch.ExpectedVersion + 1
                ? stored.Facts
                : throw new LogConflictException(batch.Stream, batch.ExpectedVersion, stored.Facts[0].Version);
        }
        catch (Exception failure) when (failure is not LogFullException && !Mutants.Has(Mutants.KeepStateOnConflict))
        {
            // Another activation wrote, or nobody knows what was stored: the next activation reads how it is.
            DeactivateOnIdle();
            throw;
        }
    }

    private void Apply(CasePlan plan, ImmutableArray<Fact> stored)
    {
        var told = ImmutableArray.CreateBuilder<Committed>(stored.Length);
        (_state, var happenings) = plan.Stored(stored);
        foreach (var (fact, happened) in stored.Zip(happenings))
        {
            told.Add(CaseFacts.Committed(fact, happened));
        }

        _teller.Tell(told.MoveToImmutable());
        if (!_state.Stage.IsOpen())
        {
            DeactivateOnIdle();
        }
    }
}
