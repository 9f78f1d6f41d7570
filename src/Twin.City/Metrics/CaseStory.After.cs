using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Disputes;
using Twin.City.Obligations;

namespace Twin.City.Metrics;

/// <content>What each fact changes; the folds are those of the case itself where it has them apart.</content>
public sealed partial record CaseStory
{
    private const string Arrival = ObligationClocks.Arrive + ".";

    public CaseStory After(Committed fact) =>
        After(fact.Happened, fact.At, fact.Version, fact.Position, fact.Tag);

    public CaseStory After(CaseEvent happened, DateTimeOffset at, long version, long position, string? tag = null)
    {
        var stage = Stage.After(happened);
        var ends = stage.IsEnded() && stage != CaseStage.Archived;
        var limitBy = happened is CaseEvent.Reported { LimitBy: var by } ? by : LimitBy;
        return Changed(happened, at) with
        {
            Stage = stage,
            EndedAs = ends ? stage : EndedAs,
            EndedAt = stage.IsOpen() ? null : ends && stage != Stage ? happened.OccurredOr(at) : EndedAt,
            Tag = Tag ?? tag,
            Home = CaseFeeds.HomeAfter(happened) ?? Home,
            Severity = CaseDue.SeverityAfter(Severity, happened),
            LimitBy = limitBy,
            Owner = Owner.After(Stage, happened),
            DueAt = happened is CaseEvent.Reported first ? first.DueAt
                : CaseDue.After(DueAt, LimitBy, Stage, happened),
            StrictDueAt = StrictAfter(happened),
            HandledAt = CaseDue.HandledAfter(HandledAt, happened, at),
            Clocks = limitBy == LimitBy.Source ? []
                : Awaited(CaseClocks.After(Clocks, happened, version, at), stage),
            Obligations = ObligationFold.After(Obligations, happened, version, at),
            Dispute = DisputeState.After(Dispute, happened, at),
            Steps = StepsAfter(happened, stage, version, at),
            LastAt = at,
            Position = position,
        };
    }

    /// <summary>Of what has ended only a rating is awaited still, and it is when the case opens again.</summary>
    private static ImmutableArray<CaseClock> Awaited(ImmutableArray<CaseClock> clocks, CaseStage stage) =>
        stage.IsOpen() ? clocks : clocks.RemoveAll(clock => clock.Id.Obligation is null);

    private CaseStory Changed(CaseEvent happened, DateTimeOffset at) => happened switch
    {
        CaseEvent.Reported e => this with
        {
            Source = e.Source,
            Class = e.ClassProposed,
            At = e.At,
            DefaultPlace = e.DefaultPlace,
            ReportedAt = e.OccurredOr(at),
        },
        CaseEvent.HandledOnSpot e => this with
        {
            Source = CaseSource.GridWorker,
            Class = e.Class,
            At = e.At,
            OnSpot = true,
            ReportedAt = at,
        },
        CaseEvent.Filed e => this with { Class = e.Class },
        CaseEvent.Corrected e => (this with { Class = e.Class ?? Class }).Placed(e.Place),
        CaseEvent.SpotConfirmed e => Placed(e.Place),
        CaseEvent.Appealed e => (this with { Supervision = 0 }).Placed(e.Place),
        CaseEvent.Unmerged or CaseEvent.ReferralReturned => this with { Supervision = 0 },
        CaseEvent.Supervised e => this with { Supervision = e.Level },
        CaseEvent.ExtensionGranted => this with { ExtensionsGranted = ExtensionsGranted + 1 },
        CaseEvent.Pended => this with { PausedAt = at },
        CaseEvent.Handled e => this with { OnSpot = false, HandledLevel = e.Level ?? CaseLevel.Grid },
        CaseEvent.PartHandled { IsLast: true } or CaseEvent.PartDropped { IsLast: true } => this with
        {
            OnSpot = false,
        },
        _ when CaseDue.Reopens(happened) => this with { Supervision = Stage.IsOpen() ? Supervision : 0 },
        _ => this,
    };

    private CaseStory Placed(CaseSpot? place) =>
        place is { } better ? this with { At = better.At, DefaultPlace = false } : this;

    private DateTimeOffset? StrictAfter(CaseEvent happened) => happened switch
    {
        CaseEvent.Reassigned e => e.DueAt,
        CaseEvent.CheckFailed e => e.DueAt,
        CaseEvent.Accepted e when Stage == CaseStage.AwaitAccept => e.DueAt,
        _ => StrictDueAt,
    };

    private ImmutableArray<StoryStep> StepsAfter(
        CaseEvent happened, CaseStage stage, long version, DateTimeOffset at)
    {
        var steps = Steps.ToBuilder();
        foreach (var start in happened.Clocks?.Items ?? [])
        {
            AddDue(steps, start);
        }

        AddStep(steps, happened, version, at);
        if (CaseDue.Reopens(happened))
        {
            steps.Add(new(at, StoryMark.Reopened, false, (at - HandledAt)?.TotalMinutes ?? double.NaN));
        }

        if (stage == CaseStage.Closed && Stage != CaseStage.Closed)
        {
            steps.Add(new(at, StoryMark.Closed));
            ForgetOffers(steps);
        }

        // Most facts add nothing: a copy of the same lines would only grow old and be collected.
        var told = steps.DrainToImmutable();
        return told.AsSpan().SequenceEqual(Steps.AsSpan()) ? Steps : told;
    }

    /// <summary>Only the first run of a clock is judged.</summary>
    private static void AddDue(ImmutableArray<StoryStep>.Builder steps, ClockStart start)
    {
        var isArrival = start.Clock.StartsWith(Arrival, StringComparison.Ordinal);
        StoryMark? judged = start.Clock switch
        {
            "T1" => StoryMark.ReviewDue,
            "T2" => StoryMark.AnswerDue,
            "Dispatch" => StoryMark.DispatchDue,
            _ => isArrival ? StoryMark.ArriveDue : null,
        };
        var of = isArrival ? start.Clock[Arrival.Length..] : null;
        if (judged is { } mark && !steps.Any(step => step.Mark == mark && step.Of == of))
        {
            steps.Add(new(start.DueAt, mark, of: of));
        }
    }

    private void AddStep(
        ImmutableArray<StoryStep>.Builder steps, CaseEvent happened, long version, DateTimeOffset at)
    {
        switch (happened)
        {
            case CaseEvent.Filed: AddFirst(steps, at, StoryMark.Reviewed, StoryMark.Filed); break;
            case CaseEvent.Merged or CaseEvent.NotAccepted or CaseEvent.ReferredOut:
                AddFirst(steps, at, StoryMark.Reviewed);
                break;
            case CaseEvent.Contacted: AddFirst(steps, at, StoryMark.Contacted); break;
            case CaseEvent.Arrived: AddFirst(steps, at, StoryMark.Arrived); break;
            case CaseEvent.OneThingOpened: AddFirst(steps, at, StoryMark.OneThing); break;
            case CaseEvent.Dispatched e: AddDispatch(steps, e, at); break;
            case CaseEvent.Returned:
                steps.Add(new(at, StoryMark.Returned, of: UnitOf(Owner.Post, Owner.Department)));
                break;
            case CaseEvent.Offered e: steps.Add(new(at, StoryMark.Offered, of: e.Offer)); break;
            case CaseEvent.OfferExpired e: Expire(steps, e.Offer); break;
            case CaseEvent.CheckOpened { Offer: { } offer }: Task(steps, at, offer); break;
            case CaseEvent.SpotCheckOrdered { Offer: { } offer }: Task(steps, at, offer); break;
            case CaseEvent.Accepted e: AddAccept(steps, e, at); break;
            case CaseEvent.CheckPassed: steps.Add(new(at, StoryMark.Checked)); break;
            case CaseEvent.CheckFailed: steps.Add(new(at, StoryMark.Checked, counts: true)); break;
            case CaseEvent.FollowedUp { Answered: true } e:
                AddVoice(steps, at, e.Solved ?? false, e.Attitude);
                break;
            case CaseEvent.FollowedUp: steps.Add(new(at, StoryMark.Silence)); break;
            case CaseEvent.Rated e: AddVoice(steps, at, e.Solved, e.Attitude); break;
            case CaseEvent.WhistleRaised: steps.Add(new(at, StoryMark.WhistleRaised, of: $"{version}")); break;
        }
    }

    private static void AddFirst(
        ImmutableArray<StoryStep>.Builder steps, DateTimeOffset at, params ReadOnlySpan<StoryMark> marks)
    {
        foreach (var mark in marks)
        {
            if (!Holds(steps, mark)) steps.Add(new(at, mark));
        }
    }

    private static bool Holds(ImmutableArray<StoryStep>.Builder steps, StoryMark mark)
    {
        foreach (var step in steps)
        {
            if (step.Mark == mark) return true;
        }

        return false;
    }

    private static void Task(ImmutableArray<StoryStep>.Builder steps, DateTimeOffset at, string offer) =>
        steps.Add(new(at, StoryMark.Tasked, of: offer));

    /// <summary>All offers of a closed case are over, and no later fact names them: their ids may go.</summary>
    private static void ForgetOffers(ImmutableArray<StoryStep>.Builder steps)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at].Mark is StoryMark.Offered or StoryMark.Tasked)
            {
                steps[at] = steps[at] with { Of = null };
            }
        }
    }

    private static void AddVoice(
        ImmutableArray<StoryStep>.Builder steps, DateTimeOffset at, bool solved, int? attitude) =>
        steps.Add(new(at, StoryMark.Voice, solved, attitude ?? double.NaN));

    private static void Expire(ImmutableArray<StoryStep>.Builder steps, string offer)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            if (steps[at] is { Mark: StoryMark.Offered } step && step.Of == offer)
            {
                steps[at] = step with { Counts = true };
            }
        }
    }

    /// <summary>A dispatch is also the task that it gives; a return before it is upheld by another unit.</summary>
    private static void AddDispatch(
        ImmutableArray<StoryStep>.Builder steps, CaseEvent.Dispatched e, DateTimeOffset at)
    {
        for (var i = steps.Count - 1; i >= 0 && steps[i].Mark != StoryMark.Dispatched; i--)
        {
            if (steps[i].Mark == StoryMark.Returned)
            {
                steps[i] = steps[i] with { Counts = steps[i].Of != UnitOf(e.Post, e.Department) };
            }
        }

        steps.Add(new(at, StoryMark.Dispatched, of: UnitOf(e.Post, e.Department)));
        Task(steps, at, e.Offer);
    }

    private static void AddAccept(ImmutableArray<StoryStep>.Builder steps, CaseEvent.Accepted e, DateTimeOffset at)
    {
        AddFirst(steps, at, StoryMark.Accepted);
        if (e.Offer is not { } taken) return;
        foreach (var step in steps)
        {
            if (step.Mark is StoryMark.Offered or StoryMark.Tasked && step.Of == taken)
            {
                steps.Add(new(at, StoryMark.Taken, false, (at - step.At).TotalMinutes));
                return;
            }
        }
    }

    private static string? UnitOf(PostId? post, DepartmentId? department) =>
        department is { } unit ? unit.Value : post is { } seat ? "post:" + seat.Value : null;
}
