using System.Collections.Immutable;
using Twin.City;
using Twin.Contracts;
using Twin.Grains.Posts;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>Draws what residents, posts, departments and desks want next.</summary>
internal sealed class Wishes(Random dice, Desk desk, SimulationPlan plan)
{
    /// <summary>Rubbish and water mostly; a hazard, a limit that is open, a dispute.</summary>
    public static readonly string[] Classes =
        ["E0406", "E0102", "E0101", "E0104", "E0406", "E0102", "E0401", "X-FIRE", "D-01"];

    private static readonly string[] Sources = ["App", "App", "App", "Hotline", "Petition", "Media"];
    private static readonly string[] Departments = ["Drainage", "Sanitation", "Enforcement"];

    private readonly LifeWishes _life = new(dice, desk);
    private readonly Neighbours _neighbours = new(dice);
    private int _keys;

    public Wish Next() => plan.MapChanges > 0 && dice.Next(plan.Steps) < plan.MapChanges
        ? MapWishes.Draw(dice, $"map-{++_keys}")
        : Usual();

    private Wish Usual() => dice.Next(100) switch
    {
        < 12 => Report(),
        < 15 => OnSpot(),
        < 19 => SignOnOrOff(),
        < 42 when desk.Count > 0 => Sensible(Young()),
        < 70 when desk.Count > 0 => Live(Young()),
        _ when desk.Count > 0 => Live(desk.OfAnyStage(dice)),
        _ => Report(),
    };

    private Wish Report()
    {
        if (_neighbours.Again(desk) is { } same) return Report(same, same.Said!);
        var grid = dice.Next(SmallTown.Grids.Length);
        var isPlaced = dice.Next(8) > 0;
        var isOutside = isPlaced && dice.Next(6) == 0;
        var at = isOutside ? SmallTown.Outside(grid) : _neighbours.Somewhere(grid);
        return Report(null, new ReportRequest(
            Source: One(Sources),
            Class: dice.Next(5) > 0 ? One(Classes) : null,
            Severity: dice.Next(3) == 0 ? $"S{dice.Next(1, 5)}" : null,
            Lng: isPlaced ? at.Lng : null,
            Lat: isPlaced ? at.Lat : null,
            Home: isPlaced ? null : One(SmallTown.Homes),
            DefaultPlace: isPlaced && dice.Next(12) == 0 ? true : null,
            Building: isPlaced && !isOutside && dice.Next(8) == 0 ? SmallTown.Buildings[grid] : null,
            Site: isPlaced && !isOutside && grid == 1 && dice.Next(6) == 0 ? "school" : null,
            Text: _neighbours.Text(),
            Drill: dice.Next(20) == 0 ? "drill" : null), grid);
    }

    /// <param name="same">The report that somebody else has made of the same matter.</param>
    private Wish Report(Desk.KnownCase? same, ReportRequest said, int grid = 0)
    {
        var key = $"key-{++_keys}";
        var caller = dice.Next(3) == 0 ? Callers.Receiver : Caller.Anonymous;
        var request = (same is null ? said : _neighbours.InOtherWords(said)) with
        {
            Relay = dice.Next(3) > 0 ? "relay" : null,
        };
        var id = Receipts.CaseOf(caller.Name, request.Source!, key);
        var known = new Desk.KnownCase(id.Value, same?.Grid ?? grid) { Said = request };
        desk.Add(known);
        return new Wish($"Report {id}", $"case/{id}", $"report/{id}", async silo => Heard(
            known, await silo.Intake.Report(request, key, caller, "app", CancellationToken.None)));
    }

    private Wish OnSpot()
    {
        var grid = dice.Next(SmallTown.Grids.Length);
        var caller = Callers.Worker(dice.Next(9) == 0 ? dice.Next(SmallTown.Grids.Length) : grid);
        var key = $"key-{++_keys}";
        var at = SmallTown.Place(grid);
        var request = new OnSpotRequest(
            dice.Next(8) == 0 ? "E0406" : dice.Next(2) == 0 ? "E0102" : "E0104", at.Lng, at.Lat, Result: "已清理",
            BeforePhoto: dice.Next(9) > 0, AfterPhoto: true);
        var id = Receipts.CaseOf(caller.Name, "on-spot", key);
        var known = new Desk.KnownCase(id.Value, grid);
        desk.Add(known);
        return new Wish($"OnSpot {id}", $"case/{id}", $"on-spot/{id}", async silo => Heard(
            known, await silo.Intake.OnSpot(request, key, caller, "worker", CancellationToken.None)));
    }

    private Wish SignOnOrOff()
    {
        var seat = One(SmallTown.Posts);
        var by = new Actor($"worker-{dice.Next(3)}", ["Worker", "Handler", "Checker"], null, null, new PostId(seat));
        var commandId = $"seat-{++_keys}";
        var isOn = dice.Next(2) == 0;
        return new Wish($"Sign {(isOn ? "on" : "off")} {seat}", $"post/{seat}", commandId, async silo =>
        {
            var post = silo.Grains.GetGrain<IPostGrain>(seat);
            var answer = isOn ? await post.SignOn(by, commandId) : await post.SignOff(by, commandId);
            return new Told(answer.Position, answer.Refusal?.Code, "", Again: false);
        });
    }

    /// <summary>What a case most likely needs now, by whoever should do it.</summary>
    private Wish Sensible(Desk.KnownCase known)
    {
        var elsewhere = (known.Grid + 1 + dice.Next(SmallTown.Grids.Length - 1)) % SmallTown.Grids.Length;
        return known.Stage switch
        {
            "UnderReview" when dice.Next(4) == 0 && desk.Kin(dice, known) is { } kin => Give(
                known, "Merge", new CommandRequest(MergeInto: kin, Similarity: 0.95, Confirmed: true),
                Callers.Receiver),
            "Merged" => Give(known, "Unmerge", new CommandRequest(Text: "不是同一件"), Callers.Receiver),
            "Reported" or "UnderReview" => Give(known, "File", Filed(known), Callers.Filer),
            "Filed" or "Dispatching" => Give(known, "Dispatch", Dispatched(known), Callers.Dispatcher),
            "AwaitAccept" => Give(known, "Accept", new CommandRequest(), WorkerOrDepartment(known.Grid)),
            "Handling" when dice.Next(4) == 0 =>
                Give(known, "Arrive", new CommandRequest(), Callers.Worker(known.Grid)),
            "Handling" => Give(known, "Handle", Done, WorkerOrDepartment(known.Grid)),
            "Checking" when dice.Next(4) == 0 =>
                Give(known, "Accept", new CommandRequest(), Callers.Worker(elsewhere)),
            "Checking" => Give(known, "PassCheck", Done, Callers.Worker(elsewhere)),
            "Handled" => Give(known, "Close", new CommandRequest(), Callers.Dispatcher),
            _ => Live(known),
        };
    }

    private Wish Live(Desk.KnownCase known) => _life.Draw(known, $"do-{++_keys}");

    private Wish Give(Desk.KnownCase known, string command, CommandRequest body, Caller caller)
    {
        var commandId = $"do-{++_keys}";
        return new Wish($"{command} {known.Id}", $"case/{known.Id}", commandId, async silo =>
        {
            var answer = await silo.Commands.Do(
                known.Id, command, body with { CommandId = commandId }, null, caller, "desk", CancellationToken.None);
            if (answer.Answer is { } carriedOut)
            {
                known.Stage = carriedOut.Stage;
                return new Told(carriedOut.Position, null, carriedOut.Stage, carriedOut.Again);
            }

            return new Told(0, answer.Problem!.Code, known.Stage, Again: false);
        });
    }

    private static Told Heard(Desk.KnownCase known, Outcome<ReportAnswer> outcome)
    {
        if (outcome.Answer is { } answer)
        {
            known.Stage = answer.Again ? known.Stage : answer.Stage;
            return new Told(answer.Position, null, answer.Stage, answer.Again);
        }

        return new Told(0, outcome.Problem!.Code, "Absent", Again: false);
    }

    private CommandRequest Filed(Desk.KnownCase known)
    {
        var moves = dice.Next(4) == 0;
        known.Grid = moves ? dice.Next(SmallTown.Grids.Length) : known.Grid;
        return new CommandRequest(
            Class: One(Classes), Severity: $"S{dice.Next(1, 5)}",
            Home: moves || dice.Next(2) == 0 ? SmallTown.Grids[known.Grid] : null);
    }

    private CommandRequest Dispatched(Desk.KnownCase known) => dice.Next(3) == 0
        ? new CommandRequest(Department: One(Departments))
        : new CommandRequest(Post: SmallTown.Posts[known.Grid]);

    private Caller WorkerOrDepartment(int grid) => dice.Next(4) == 0 ? One(Callers.Handlers) : Callers.Worker(grid);

    private static CommandRequest Done { get; } = new(Text: "已处理", Photo: true);

    /// <summary>Mostly young cases, so that some come to their end.</summary>
    private Desk.KnownCase Young() => dice.Next(60) == 0
        ? new Desk.KnownCase($"none-{++_keys}", 0)
        : desk[dice.Next(Math.Max(0, desk.Count - 20), desk.Count)];

    private T One<T>(ImmutableArray<T> of) => of[dice.Next(of.Length)];

    private T One<T>(T[] of) => of[dice.Next(of.Length)];
}
