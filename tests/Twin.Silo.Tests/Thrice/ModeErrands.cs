using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Thrice;

/// <summary>Each command of an area's command once, and a plan, in an order in which all of them are lawful.</summary>
/// <remarks>What they answer is the area as it is by then, so only the area itself is the same each time.</remarks>
internal static class ModeErrands
{
    private const string Area = TinyCity.Root;
    private const string Planner = "Planner";
    private const string Head = "CentreHead";

    private static readonly DateTimeOffset Until = new(2026, 6, 15, 20, 0, 0, TimeSpan.FromHours(8));

    private static readonly PlanRequest Plan = new(
        "RAIN-1", "Rain", "城区内涝预案", "Urban flood plan", "War3", "Drainage", 24,
        [new PlanTaskView("pump", "架泵排水", "Pump out", "E0406", "Drainage")], Orders: "Watch");

    public static async IAsyncEnumerable<Errand> Of(Play play)
    {
        var down = new ModeRequest("Snow", "Recovery", Until, "Calm");
        yield return new Errand("POST /api/v1/plans", "plans", $"the-{Planner}/plan", (on, connection) => Play.Tell(
            on.Of(Play.By(Planner), connection), "plans", Plan with { CommandId = "plan" }));
        yield return Mode(Planner, "step-up", new ModeRequest("Snow", "War3", Until, "Warning"));
        yield return Mode(Planner, "review", new ModeRequest("Snow", Until: Until));
        yield return Mode(Planner, "step-down", down);
        yield return Mode(Head, "decline", new ModeRequest("Snow"));
        await Play.Give(play.Of(Play.By(Planner), 0), Path("step-down"), down);
        yield return Mode(Head, "confirm", new ModeRequest("Snow"));
        yield return Mode(
            Planner, "publish", new ModeRequest("Snow", Until: Until, Zh: "少出门。", En: "Stay in."));
        yield return Mode(Planner, "withdraw", new ModeRequest("Snow"));
        yield return Mode(Head, "open-plan", new ModeRequest(Plan: "RAIN-1"));
        var seen = await play.Of(Play.By(Head), 0).Get<AreaModesView>($"areas/{Area}/modes");
        yield return Mode(
            Head, "close-plan", new ModeRequest(Incident: seen.Incidents[0].Incident, Reason: "Calm"));
    }

    private static Errand Mode(string role, string command, ModeRequest body) => new(
        $"POST /api/v1/areas/{{id}}/modes/{{modeCommand}} {command}", $"mode/{Area}", $"the-{role}/{command}",
        async (play, connection) =>
        {
            var seen = await play.Of(Play.By(role), connection).Give<ModeRequest, AreaModesView>(
                Path(command), body with { CommandId = command });
            return new Told(seen.Area, null);
        });

    private static string Path(string command) => $"areas/{Area}/modes/{command}";
}
