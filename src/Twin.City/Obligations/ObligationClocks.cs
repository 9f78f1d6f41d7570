using Twin.City.Cases;
using Twin.City.Clocks;
using Twin.City.Tables;

namespace Twin.City.Obligations;

/// <summary>The clocks of one obligation: which start with a stage, which facts stop them.</summary>
/// <remarks>
/// Named by the row of clocks.csv and the obligation, such as <c>WhistleAccept.24</c>; so they live among the clocks
/// of the case, move with it, and each fires by itself. A word after that is a second moment of the same clock.
/// </remarks>
public static class ObligationClocks
{
    public const string Accept = "WhistleAccept";
    public const string Arrive = "WhistleArrive";
    public const string Done = "WhistleDone";
    public const string Part = "Part";
    public const string Rate = "WhistleRate";
    public const string Answer = "SupervisionAnswer";

    /// <summary>Four fifths of the limit are used.</summary>
    public const string Reminds = ".remind";

    /// <summary>Twice the limit: overdue by all of it.</summary>
    public const string Twice = ".twice";

    /// <summary>Listed, answered perhaps, and still not solved.</summary>
    public const string Solve = ".solve";

    /// <summary>supervision.csv: "level 3 not solved in 10 D".</summary>
    internal static readonly Limit SolvedWithin = Limit.Parse("P10D/D");

    public static string NameOf(string row, ObligationId id) => $"{row}.{id}";

    /// <summary>Clocks that start when an obligation comes to a stage.</summary>
    internal static IEnumerable<ClockStart> At(CaseAsk ask, ObligationState one, ObligationStage stage)
    {
        var row = CityTables.Whistle(stage);
        if (stage == ObligationStage.Working && !one.IsPart)
        {
            return WithRungs(ask, Done, one.Id, row.Within(one.Kind, ask.Class));
        }

        if (stage == ObligationStage.Called && one.Part is { } part)
        {
            var limit = CityTables.ClockOf["T3"].For(ask.Severity)!.Value;
            // The limit of a part counts from its first call, whoever is asked to do it, and however often.
            var accept = Start(ask, Accept, one.Id, limit);
            return ask.State.Clocks.Any(clock => clock.Id.Name == NameOf(Part, one.Id))
                ? [accept]
                : [accept, .. WithRungs(ask, Part, one.Id, part.Within ?? ask.Class?.HandleWithin)];
        }

        var isOwnStep = one.IsPart && stage is not ObligationStage.Done;
        return !isOwnStep && row.Clock is { } clock && row.Within(one.Kind, ask.Class) is { } within
            ? [Start(ask, clock, one.Id, within)]
            : [];
    }

    /// <summary>A new level asks for an answer; Listed must also be solved.</summary>
    internal static IEnumerable<ClockStart> AtLevel(CaseAsk ask, ObligationId id, int level)
    {
        if (CityTables.Supervisions[level].Answer is { } within) yield return Start(ask, Answer, id, within);
        if (level == SupervisionLevel.Listed) yield return Start(ask, Answer, id, SolvedWithin, Solve);
    }

    /// <summary>What a fact stops among the clocks of an obligation.</summary>
    internal static bool Stops(ClockId clock, ObligationId own, CaseEvent happened) => happened switch
    {
        CaseEvent.ObligationMoved e when IsAbout(e.Obligation, own, ObligationMutants.AcceptForAll) => e.Stage switch
        {
            ObligationStage.Done or ObligationStage.Closed or ObligationStage.Rejected or ObligationStage.Cancelled =>
                true,
            var stage => CityTables.ClockOf[clock.Row].StopsAt.Contains(stage.ToString()),
        },
        CaseEvent.ObligationRated e => e.Obligation == own,
        CaseEvent.ObligationNoted e when IsAbout(e.Obligation, own, ObligationMutants.AnswerForAll) =>
            clock.Name == NameOf(Answer, own) || clock.Name.EndsWith(Reminds, StringComparison.Ordinal),
        // With the whole, what need not be done may lag: nobody waits for it any more.
        CaseEvent.PartHandled e => clock.Row != Rate && ((e.IsLast && IsPart(own)) || IsOf(e.Part, own)),
        CaseEvent.PartDropped e => clock.Row != Rate && ((e.IsLast && IsPart(own)) || IsOf(e.Part, own)),
        CaseEvent.Rejoined => clock.Row != Rate && IsPart(own),
        _ => false,
    };

    /// <summary>A department is rated for what it did, also when the case has closed meanwhile.</summary>
    internal static bool OutlivesCase(ClockId clock, CaseEvent happened) =>
        clock.Row == Rate && happened is not CaseEvent.Archived;

    private static bool IsPart(ObligationId own) => own.Value.Contains('.', StringComparison.Ordinal);

    private static bool IsAbout(ObligationId named, ObligationId own, string mutant) =>
        named == own || ObligationMutants.Has(mutant);

    /// <summary>The id of a part ends with that of its obligation.</summary>
    private static bool IsOf(CaseId part, ObligationId own) =>
        part.Value.EndsWith($".{own}", StringComparison.Ordinal);

    /// <summary>The limit, and the moments of the ladder that lie before and after it.</summary>
    private static IEnumerable<ClockStart> WithRungs(CaseAsk ask, string row, ObligationId id, Limit? limit)
    {
        if (limit is not { } within) yield break;
        var start = Start(ask, row, id, within);
        // Four fifths are measured on the wall, like all shares of a limit.
        yield return new ClockStart(NameOf(row, id) + Reminds, null, ask.Now + ((start.DueAt - ask.Now) * 0.8));
        yield return start;
        yield return Start(ask, row, id, within.Twice(), Twice);
    }

    private static ClockStart Start(CaseAsk ask, string row, ObligationId id, Limit within, string moment = "") => new(
        NameOf(row, id) + moment, within,
        Calendars.Add(
            ask.Now,
            ObligationMutants.Has(ObligationMutants.RoundTheClock)
                ? within with { Calendar = LimitCalendar.RoundTheClock }
                : within,
            ask.Rules.Calendar));
}

/// <summary>The levels of supervision.csv by name.</summary>
public static class SupervisionLevel
{
    public const int Reminded = 1;
    public const int Supervised = 2;
    public const int Listed = 3;
    public const int LeaderLed = 4;
}
