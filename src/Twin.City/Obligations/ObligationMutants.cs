namespace Twin.City.Obligations;

/// <summary>Seeded bugs, to prove that tests would find them. No option of the product reaches them.</summary>
/// <remarks>One is on for one flow of one test; nobody else is touched.</remarks>
internal static class ObligationMutants
{
    public const string AnswerForAll = nameof(AnswerForAll);
    public const string AcceptForAll = nameof(AcceptForAll);
    public const string HandleWhileOwed = nameof(HandleWhileOwed);
    public const string RaiseTheCase = nameof(RaiseTheCase);
    public const string RoundTheClock = nameof(RoundTheClock);
    public const string SkipARung = nameof(SkipARung);

    private static readonly AsyncLocal<string?> s_on = new();

    public static bool Has(string mutant) => s_on.Value == mutant;

    /// <summary>Null turns all off.</summary>
    public static void TurnOn(string? mutant) => s_on.Value = mutant;
}
