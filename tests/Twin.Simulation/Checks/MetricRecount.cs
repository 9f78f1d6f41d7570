using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Metrics;
using Twin.City.Obligations;

namespace Twin.Simulation.Checks;

/// <summary>Metrics counted a second time, fact by fact, beside the stories that the city counts.</summary>
internal sealed class MetricRecount
{
    private readonly Dictionary<string, CaseStory> _stories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tick> _ticks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (double Numerator, double Denominator)> _counted =
        new(StringComparer.Ordinal);

    private readonly List<string> _unlike = [];

    /// <param name="before">The case as the log has it before the fact.</param>
    public void Apply(Committed fact, CaseState before, CaseState after)
    {
        var id = fact.Case.Value;
        _stories[id] = (_stories.GetValueOrDefault(id) ?? CaseStory.Absent(fact.Case)).After(fact);
        var tick = _ticks.GetValueOrDefault(id) ?? new Tick();
        _ticks[id] = tick = tick with
        {
            Filed = tick.Filed || fact.Happened is CaseEvent.Filed,
            Reviewed = tick.Reviewed ?? (fact.Happened is CaseEvent.Filed or CaseEvent.Merged or CaseEvent.NotAccepted
                or CaseEvent.ReferredOut ? fact.At : null),
            HasReview = tick.HasReview || (fact.Happened.Clocks?.Items ?? []).Any(clock => clock.Clock == "T1"),
        };
        switch (fact.Happened)
        {
            case CaseEvent.CheckFailed: Add("M15", 1, 1); break;
            case CaseEvent.CheckPassed: Add("M15", 0, 1); break;
            case CaseEvent.Returned: Add("M14", 1, 0); break;
            case CaseEvent.Dispatched: Add("M14", 0, 1); break;
            case CaseEvent.FollowedUp { Answered: true } e: Voice(e.Solved == true, e.Attitude); break;
            case CaseEvent.Rated e: Voice(e.Solved, e.Attitude); break;
        }

        if (before.Stage != CaseStage.Closed && after.Stage == CaseStage.Closed) Add("M08", 0, 1);
        if (before.Stage != CaseStage.Reopened && after.Stage == CaseStage.Reopened
            && before.HandledAt > fact.At.AddDays(-7.0000001))
        {
            Add("M08", 1, 0);
        }
    }

    /// <summary>What differs between the two counts.</summary>
    public IEnumerable<string> Differences(IEnumerable<CaseState> cases, DateTimeOffset now)
    {
        foreach (var state in cases) Count(state);
        foreach (var unlike in _unlike) yield return unlike;
        var calendar = WorkCalendar.Of(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        // Of all time: also limits that are still to come.
        var ask = new MetricAsk(_stories.Values, DateTimeOffset.MinValue, now.AddYears(100), calendar);
        foreach (var id in CityMetrics.Ids)
        {
            if (id is "M02" or "M04") continue;
            var found = CityMetrics.Of(id, ask);
            if (!_counted.TryGetValue(id, out var wanted)) continue;
            var isCount = id is "M03" or "M17";
            if (found.Numerator != wanted.Numerator || (!isCount && found.Denominator != wanted.Denominator))
            {
                yield return $"{id} is {found.Numerator} of {found.Denominator}; fact by fact {wanted}";
            }
        }
    }

    private void Count(CaseState state)
    {
        if (_stories.GetValueOrDefault(state.Id.Value) is { } story && Unlike(story, state) is { } field)
        {
            _unlike.Add($"{state.Id} has another {field} in its story than in its state");
        }

        var tick = _ticks.GetValueOrDefault(state.Id.Value) ?? new Tick();
        if (tick.HasReview)
        {
            Add("M09", tick.Reviewed - state.ReportedAt <= TimeSpan.FromHours(6) ? 1 : 0, 1);
        }

        if (state.Stage.IsOpen()) Add("M03", 1, 1);
        if (state is { Supervision: > 0 } && state.Stage.IsOpen()) Add("M17", 1, 1);
        var isJudged = state.Stage.IsOpen() ? state.Stage != CaseStage.Pending : state.HandledAt is not null;
        if (state.DueAt is { } due && isJudged && state.EndedAs is not (CaseStage.Voided or CaseStage.Merged))
        {
            Add("M01a", state.HandledAt <= due ? 1 : 0, 1);
        }
    }

    /// <summary>The story folds by itself what the case folds for its own decisions.</summary>
    private static string? Unlike(CaseStory story, CaseState state) =>
        story.Stage != state.Stage ? nameof(story.Stage)
        : story.EndedAs != state.EndedAs || story.EndedAt != state.EndedAt ? nameof(story.EndedAs)
        : story.DueAt != state.DueAt ? nameof(story.DueAt)
        : story.HandledAt != state.HandledAt ? nameof(story.HandledAt)
        : story.Class != state.Class || story.Severity != state.Severity ? nameof(story.Class)
        : story.At != state.At || story.DefaultPlace != state.DefaultPlace ? nameof(story.At)
        : story.Owner.Post != state.OwnerPost || story.Owner.Department != state.OwnerDepartment ? nameof(story.Owner)
        : story.Supervision != state.Supervision ? nameof(story.Supervision)
        : story.OnSpot != state.OnSpot || story.ReportedAt != state.ReportedAt ? nameof(story.OnSpot)
        : story.ExtensionsGranted != state.ExtensionsGranted ? nameof(story.ExtensionsGranted)
        : state.Stage == CaseStage.Pending && story.PausedAt != state.PausedAt ? nameof(story.PausedAt)
        : state.Stage.IsOpen() && !story.Clocks.SequenceEqual(state.Clocks) ? nameof(story.Clocks)
        : !story.Obligations.SequenceEqual(state.Obligations, EqualityComparer<ObligationState>.Create(
            (one, other) => one?.Id == other?.Id && one?.Stage == other?.Stage && one?.Rating == other?.Rating))
            ? nameof(story.Obligations)
        : null;

    private void Voice(bool solved, int? attitude)
    {
        Add("M06", attitude >= 4 ? 1 : 0, 1);
        Add("M06b", solved ? 1 : 0, 1);
    }

    private void Add(string id, double numerator, double denominator)
    {
        var (above, below) = _counted.GetValueOrDefault(id);
        _counted[id] = (above + numerator, below + denominator);
    }

    private sealed record Tick(bool Filed = false, DateTimeOffset? Reviewed = null, bool HasReview = false);
}
