using Twin.City.Cases;

namespace Twin.Grains;

/// <summary>Seeded bugs, to prove that the simulation would find them. No option of the product reaches them.</summary>
/// <remarks>One is on for one thread: a simulated city lives on one thread, and nobody else is touched.</remarks>
internal static class Mutants
{
    public const string ApplyBeforeAppend = nameof(ApplyBeforeAppend);
    public const string ApplyWithoutCursor = nameof(ApplyWithoutCursor);
    public const string FireEarly = nameof(FireEarly);
    public const string ForgetChildren = nameof(ForgetChildren);
    public const string ForgetHeadCheck = nameof(ForgetHeadCheck);
    public const string ForgetToSettle = nameof(ForgetToSettle);
    public const string KeepStateOnConflict = nameof(KeepStateOnConflict);
    public const string RollUpStaleBoard = nameof(RollUpStaleBoard);

    [ThreadStatic]
    private static string? s_on;

    [ThreadStatic]
    private static Func<CaseState, CaseEvent, CaseEvent>? s_spoil;

    public static bool Has(string mutant) => ReferenceEquals(s_on, mutant);

    /// <summary>What a case that decides wrongly makes of a fact; the fact itself where nothing is on.</summary>
    public static CaseEvent Spoiled(CaseState before, CaseEvent happened) =>
        s_spoil is { } spoil ? spoil(before, happened) : happened;

    /// <summary>Null turns all off.</summary>
    /// <param name="spoil">A wrong decision: the facts that it gets right stay as they are.</param>
    public static void TurnOn(string? mutant, Func<CaseState, CaseEvent, CaseEvent>? spoil = null) =>
        (s_on, s_spoil) = (mutant is null ? null : string.Intern(mutant), spoil);
}
