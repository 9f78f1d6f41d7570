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

    public static bool Has(string mutant) => ReferenceEquals(s_on, mutant);

    /// <summary>Null turns all off.</summary>
    public static void TurnOn(string? mutant) => s_on = mutant is null ? null : string.Intern(mutant);
}
