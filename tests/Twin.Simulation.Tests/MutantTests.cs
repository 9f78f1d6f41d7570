namespace Twin.Simulation.Tests;

/// <summary>A simulation that finds nothing proves nothing: each seeded bug is found.</summary>
public sealed class MutantTests
{
    private const int Seeds = 200;
    private const int Steps = 400;

    public static TheoryData<SeededBug> Bugs =>
        [.. Enum.GetValues<SeededBug>().Where(bug => bug != SeededBug.None)];

    [Theory, MemberData(nameof(Bugs))]
    public void A_seeded_bug_is_found(SeededBug bug) =>
        Assert.NotNull(BugHunt.Find(bug, Seeds, Steps, TestContext.Current.CancellationToken));
}
