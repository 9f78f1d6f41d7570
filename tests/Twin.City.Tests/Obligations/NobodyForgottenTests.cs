using Twin.City.Cases;
using Twin.City.Obligations;
using Twin.City.Tables;
using static Twin.City.Tests.Obligations.ThreeDepartments;

namespace Twin.City.Tests.Obligations;

/// <summary>Whatever people leave undone, each obligation is settled, awaited by a clock, or led.</summary>
public class NobodyForgottenTests(ITestOutputHelper output)
{
    private const int Walks = 300;
    private const int Steps = 60;

    [Fact]
    public void In_walks_of_chance_no_obligation_is_ever_owed_without_a_clock_that_awaits_it()
    {
        int facts = 0, refused = 0;
        var stages = new HashSet<ObligationStage>();
        for (var seed = 1; seed <= Walks; seed++)
        {
            var dice = new Random(seed);
            var walk = Begin(dice);
            for (var step = 0; step < Steps; step++)
            {
                walk.Until(walk.Now.AddMinutes(dice.Next(20) == 0 ? dice.Next(20_000) : dice.Next(300)));
                if (!Act(walk, dice)) refused++;
                stages.UnionWith(walk.State.Obligations.Select(one => one.Stage));
                Assert.All(walk.State.Obligations, one =>
                    Assert.True(IsAwaited(walk.State, one), $"seed={seed} step={step} forgotten: {one}"));
            }

            facts += walk.Happened.Count;
        }

        output.WriteLine($"walks={Walks} facts={facts} refused={refused} stages={stages.Count}");
        // What waits for nobody is passed within a commit; Reinforced is no stage to stand in.
        Assert.Equal(
            ["Accepted", "Called", "Cancelled", "Closed", "CommunityOK", "Done", "NoShow", "Raised", "Redirected",
                "Rejected", "Working"],
            stages.Select(stage => stage.ToString()).Order(StringComparer.Ordinal));
    }

    private static ClockedWalk Begin(Random dice)
    {
        var walk = Handled().Do(Whistle(Silent, (WhistleKind)dice.Next(3)), dice.Next(2) == 0 ? Head : Street);
        return dice.Next(2) == 0
            ? walk.Do(Whistle(Planning, (WhistleKind)dice.Next(3)), Community)
            : walk.Do(
                new CaseCommand.OpenOneThing(CityTables.OneThings[dice.Next(20)].Template, new(), null),
                new Actor("a-lead", ["ShiftLead"], Town.Area));
    }

    /// <summary>Somebody who may, wants something; false when it is not its turn.</summary>
    private static bool Act(ClockedWalk walk, Random dice)
    {
        var one = walk.State.Obligations[dice.Next(walk.State.Obligations.Length)];
        var desk = Desk(one.Department);
        (ObligationCommand wish, Actor by) = dice.Next(14) switch
        {
            0 => (new ObligationCommand.Approve(), one.Stage == ObligationStage.Raised ? Community : Street),
            1 => (new ObligationCommand.Reject(Town.Text), Street),
            2 or 3 or 4 => (new ObligationCommand.Accept(), desk),
            5 => (new ObligationCommand.Redirect(Enforcement, Town.Text), desk),
            6 or 7 => (new ObligationCommand.Arrive(), desk),
            8 => (new ObligationCommand.Note(Town.Text), desk),
            9 => (new ObligationCommand.GiveResult(Town.Text), desk),
            10 => (new ObligationCommand.SignOff(), desk),
            11 => (new ObligationCommand.Rate(true, false, 2, null), Head),
            12 => (new ObligationCommand.Cancel(Town.Text), Street),
            _ => ((ObligationCommand)new ObligationCommand.Supervise(1 + dice.Next(4)), Supervisor),
        };
        if (walk.Try(one.Id, wish, by) is not null) return false;
        walk.Do(one.Id, wish, by);
        return true;
    }

    /// <summary>A whistle that community or street leave lying is told to the next, whose yes it still needs.</summary>
    private static bool IsAwaited(CaseState state, ObligationState one) =>
        !one.IsOwed || one.Supervision == SupervisionLevel.LeaderLed
        || one.Stage is ObligationStage.Raised or ObligationStage.CommunityOK
        || (one.Part is { Required: false } && state.Stage != CaseStage.JointHandling)
        || (one.IsPart && state.Clocks.Any(clock => clock.Id.Name == "Ruling"))
        || (one.Stage == ObligationStage.Working && one.Kind == ObligationKind.Emergency)
        || state.Clocks.Any(clock => clock.Id.Obligation == one.Id && !clock.Passed);
}
