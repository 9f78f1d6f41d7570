using Twin.City;
using Twin.City.Cases;
using Twin.EventLog.Memory;
using Twin.Grains.Posts;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Posts;

public class PostGrainTests
{
    private static readonly Actor Worker = Town.Worker(Town.East1);

    [Fact]
    public async Task A_task_lives_at_the_seat_from_offer_to_handled()
    {
        // At its real length: an offer that lies for minutes of the city goes to somebody else.
        await using var city = await LiveCity.Start(time: new FastTime(speed: 1, Town.Morning));
        var desk = new Desk(city, Town.East1);
        await city.Report("c-1", Town.East1);
        await desk.Until(tasks => tasks is [{ Accepted: false }]);
        var task = desk.Tasks[0];
        Assert.Equal((TaskKind.Handle, CaseStage.AwaitAccept), (task.Kind, task.Stage));
        Assert.Equal(("E0406", Town.Place(0), Town.House), (task.Class, task.At, task.Building));

        await city.Do("c-1", new CaseCommand.Accept(task.Offer), Worker);
        await desk.Until(tasks => tasks is [{ Accepted: true, Stage: CaseStage.Handling, DueAt: not null }]);
        await city.Do("c-1", new CaseCommand.Arrive(), Worker);
        await desk.Until(tasks => tasks is [{ Arrived: true }]);
        await city.Do("c-1", new CaseCommand.Handle(new Words("r", "s"), AfterPhoto: true), Worker);
        await desk.Until(tasks => tasks.Count == 0);
    }

    [Fact]
    public async Task The_check_is_offered_to_another_seat()
    {
        await using var city = await LiveCity.Start();
        await city.Report("c-1", Town.East1);
        await city.Do("c-1", new CaseCommand.Accept(null), Worker);
        await city.Do("c-1", new CaseCommand.Handle(new Words("r", "s"), AfterPhoto: true), Worker);

        var sight = await city.Seat(Town.East2).See(city.Cancel);

        Assert.Equal((TaskKind.Check, "c-1"), (sight.Tasks.Single().Kind, sight.Tasks.Single().Case.Value));
        Assert.Empty((await city.Seat(Town.East1).See(city.Cancel)).Tasks);
    }

    [Fact]
    public async Task A_voided_case_leaves_the_seat()
    {
        await using var city = await LiveCity.Start();
        var desk = new Desk(city, Town.East1);
        await city.Report("c-1", Town.East1);
        await desk.Until(tasks => tasks.Count == 1);

        await city.Do("c-1", new CaseCommand.Void("Test", SecondSignature: true), Town.ShiftLead);

        await desk.Until(tasks => tasks.Count == 0);
    }

    [Fact]
    public async Task One_account_sits_at_a_seat()
    {
        await using var city = await LiveCity.Start();
        var seat = city.Seat(Town.East1);

        var first = await seat.SignOn(Worker, "on-1", city.Cancel);
        var other = await seat.SignOn(Town.Worker(Town.West1), "on-2", city.Cancel);
        var again = await seat.SignOn(Worker, "on-1", city.Cancel);

        Assert.Equal((true, null), (first.Post.OnDuty, first.Refusal));
        Assert.Equal("SeatTaken", other.Refusal?.Code);
        Assert.Equal((first.Position, null), (again.Position, again.Refusal));
        Assert.True(await seat.IsSeated(Worker.Account));
        Assert.False(await seat.IsSeated("a-other"));
        Assert.Equal(1, city.Log.Head.Position);
    }

    [Fact]
    public async Task Who_signed_off_has_left_the_seat_to_others()
    {
        await using var city = await LiveCity.Start();
        var seat = city.Seat(Town.East1);
        await seat.SignOn(Worker, "on", city.Cancel);
        Assert.Equal("NotSeated", (await seat.SignOff(Town.Worker(Town.West1), "off", city.Cancel)).Refusal?.Code);

        await seat.SignOff(Worker, "off", city.Cancel);

        var other = Town.Worker(Town.West1);
        Assert.Equal("CommandIdTaken", (await seat.SignOn(other, "on", city.Cancel)).Refusal?.Code);
        Assert.Null((await seat.SignOn(other, "on-2", city.Cancel)).Refusal);
    }

    [Fact]
    public async Task A_seat_remembers_after_a_restart()
    {
        var log = MemoryEventLog.Create(TimeProvider.System);
        await using (var city = await LiveCity.Start(log))
        {
            await city.Seat(Town.East1).SignOn(Worker, "on", city.Cancel);
            await city.Report("c-1", Town.East1);
        }

        await using var again = await LiveCity.Start(log);
        var sight = await again.Seat(Town.East1).See(again.Cancel);

        Assert.Equal((true, 1, Town.East1), (sight.OnDuty, sight.Tasks.Length, sight.Home));
    }

    [Fact]
    public async Task A_seat_that_the_city_does_not_have_is_an_error()
    {
        await using var city = await LiveCity.Start();

        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => city.Grains.GetGrain<IPostGrain>("nowhere").See(city.Cancel));

        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The worker's page: it shows the last frame and asks for the next one.</summary>
    private sealed class Desk(LiveCity city, HomeId home)
    {
        private readonly IPostGrain _seat = city.Seat(home);
        private PostFrame? _frame;

        public IReadOnlyList<PostTask> Tasks => _frame!.Seat.Tasks;

        public async Task Until(Func<IReadOnlyList<PostTask>, bool> shown)
        {
            // A stream that has just opened may lose a hint; the silo's pump tells it again each second.
            await city.Pump.Nudge(city.Cancel);
            while (_frame is null || !shown(Tasks))
            {
                _frame = await _seat.NextFrame(_frame?.Epoch, _frame?.Version ?? 0, city.Cancel);
            }
        }
    }
}
