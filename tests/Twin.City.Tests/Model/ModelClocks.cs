using Twin.City.Cases;
using Twin.City.Clocks;

namespace Twin.City.Tests.Model;

/// <summary>Which clocks a row of the table leaves running.</summary>
/// <remarks>
/// Only names: when a clock is due is read off the product, and held against the table where its row names a limit
/// round the clock. Parts have limits by template, which no table has yet: their clock never starts.
/// </remarks>
internal static class ModelClocks
{
    /// <summary>An ended case runs no clock but the one that archives it.</summary>
    public static void Apply(ModelCase it, ModelRow row, CaseCommand command, string offer, bool open)
    {
        if (row.Effects.Contains("pauseT5")) Pause(it);
        foreach (var name in row.Stopped) Stop(it, name, command);
        // What is checked or filed awaits no answer to an offer any more; the rows leave this to the offers.
        if (command is CaseCommand.FailCheck or CaseCommand.PassCheck or CaseCommand.LapseCheck
            or CaseCommand.ConfirmSpot or CaseCommand.File)
        {
            Stop(it, "OfferAnswer", command);
        }

        // A post is asked once for one thing: what is offered anew awaits the answer in place of the older offer.
        if (command is CaseCommand.Offer)
        {
            foreach (var old in it.Tasks.Where(task => task.Over))
            {
                it.Clocks.Remove("OfferAnswer" + old.Offer[old.Offer.LastIndexOf('.')..]);
            }
        }

        // Domain, row 15, and supervision.csv: whoever makes progress is not reminded.
        if (command is CaseCommand.Arrive or CaseCommand.NoteProgress or CaseCommand.HandlePart)
        {
            it.Clocks.Remove("T5.remind");
        }

        if (!open && row.Next != row.Stage) it.Clocks.Clear();
        var moments = it.Clocks;
        foreach (var name in row.Started) Start(it, name, command, offer, moments);
        if (row.Effects.Contains("resumeT5")) Resume(it);
        if (row.Effects.Contains("moveDue")) Handling(it.Clocks);
        if (it.Stage == CaseStage.Handled || !open) it.Paused.Clear();
        if (command is CaseCommand.PassDeadline e)
        {
            var passed = it.Clocks.Single(clock => clock.Value.Id == e.Clock);
            it.Clocks[passed.Key] = passed.Value with { Passed = true };
        }
    }

    /// <summary>Due times of what has just started; null, or what is wrong with one.</summary>
    public static string? Read(ModelCase it, CaseState state, ModelRow row, DateTimeOffset now)
    {
        var names = state.Clocks.Select(KeyOf).Order(StringComparer.Ordinal).ToList();
        if (!names.SequenceEqual(it.Clocks.Keys.Order(StringComparer.Ordinal)))
        {
            return $"clocks {string.Join(' ', names)}, expected {string.Join(' ', it.Clocks.Keys.Order())}";
        }

        foreach (var clock in state.Clocks)
        {
            var known = it.Clocks[KeyOf(clock)];
            if (known.Passed != clock.Passed && known != Fresh) return $"clock {clock.Id} passed={clock.Passed}";
            if (known == Fresh && LimitOf(row, clock.Id.Name) is { } limit && clock.DueAt != now + limit)
            {
                return $"clock {clock.Id} due at {clock.DueAt:O}, expected {now + limit:O}";
            }

            it.Clocks[KeyOf(clock)] = new ModelClock(clock.Id, clock.StartedAt, clock.DueAt, clock.Passed);
        }

        return null;
    }

    /// <summary>What a pause finds due: it has passed, and is not forgiven.</summary>
    public static IEnumerable<ClockId> DueBeforePause(ModelCase it, DateTimeOffset now) => it.Clocks
        .Where(clock => !clock.Value.Passed && clock.Value.DueAt <= now && Pauses(clock.Key))
        .OrderBy(clock => clock.Value.DueAt).Select(clock => clock.Value.Id);

    private static ModelClock Fresh { get; } = new(new ClockId("new/0"), default, default, Passed: false);

    /// <summary>Offers run side by side: their clocks are told apart by the fact that started them.</summary>
    private static string KeyOf(CaseClock clock) =>
        clock.Id.Row == "OfferAnswer" ? $"OfferAnswer.{clock.Id.StartedBy}" : clock.Id.Name;

    private static TimeSpan? LimitOf(ModelRow row, string name)
    {
        // A merge that is undone counts from the report, and a review is due on the day that was named.
        if (row.Command == "Unmerge" || name == "PendingReview") return null;
        var limit = row.Limits.FirstOrDefault(one => one.StartsWith(name + "=", StringComparison.Ordinal));
        return limit is not null && limit.EndsWith("/E", StringComparison.Ordinal)
            ? System.Xml.XmlConvert.ToTimeSpan(limit[(name.Length + 1)..^2])
            : null;
    }

    private static void Stop(ModelCase it, string name, CaseCommand command)
    {
        if (name == "all") it.Clocks.Clear();
        foreach (var clock in it.Clocks.Keys.Where(key => IsOf(key, name) && Stops(key, name, command)).ToList())
        {
            it.Clocks.Remove(clock);
        }
    }

    private static bool IsOf(string key, string name) =>
        key == name || key.StartsWith(name + ".", StringComparison.Ordinal);

    private static bool Stops(string key, string name, CaseCommand command) => (name, command) switch
    {
        ("OfferAnswer", CaseCommand.ExpireOffer e) =>
            e.OfferId.EndsWith(key["OfferAnswer".Length..], StringComparison.Ordinal),
        ("Step", CaseCommand.NoteProgress e) => key == $"Step.{e.Step}",
        ("SupervisionAnswer", CaseCommand.NoteProgress) => key == name,
        _ => true,
    };

    private static void Start(
        ModelCase it, string name, CaseCommand command, string offer, Dictionary<string, ModelClock> clocks)
    {
        switch (name)
        {
            case "Step":
                foreach (var step in it.Row?.HandleSteps[..^1] ?? [])
                {
                    if (step.Within is not null) clocks[$"Step.{step.Name}"] = Fresh;
                }

                break;
            case "OfferAnswer":
                clocks["OfferAnswer" + offer[offer.LastIndexOf('.')..]] = Fresh;
                break;
            case "T6":
                clocks["T6"] = clocks["T6.twice"] = Fresh;
                break;
            case "SupervisionAnswer":
                clocks[name] = Fresh;
                if (command is CaseCommand.Supervise { Level: 3 }) clocks["SupervisionAnswer.solve"] = Fresh;
                break;
            case "T5":
                if (Runs(it, name)) Handling(clocks);
                break;
            default:
                if (Runs(it, name)) clocks[name] = Fresh;
                break;
        }
    }

    private static bool Runs(ModelCase it, string name) => name switch
    {
        "T2" or "T4" => it.Reachable,
        "T5" => it.Row?.HandleWithin is not null,
        "ReplyCap" => it.Row?.ReplyCap is not null,
        "Dispatch" => it.Row is null || it.Row.DispatchWithin is not null,
        "LeaderNotice" => it.Severity == Severity.S1,
        "Part" => false,
        _ => true,
    };

    /// <summary>With the moments of supervision.csv: four fifths used, overdue by all of it.</summary>
    private static void Handling(Dictionary<string, ModelClock> clocks) =>
        clocks["T5"] = clocks["T5.remind"] = clocks["T5.twice"] = Fresh;

    private static bool Pauses(string key) => key == "ProgressNote" || IsOf(key, "T5") || IsOf(key, "Step");

    private static void Pause(ModelCase it)
    {
        var pausing = it.Clocks.Where(clock => !clock.Value.Passed && Pauses(clock.Key))
            .Select(clock => clock.Key).ToList();
        it.Paused.Clear();
        foreach (var name in pausing)
        {
            it.Paused.Add(name);
            it.Clocks.Remove(name);
        }
    }

    private static void Resume(ModelCase it)
    {
        foreach (var name in it.Paused) it.Clocks[name] = Fresh;
        it.Paused.Clear();
    }
}
