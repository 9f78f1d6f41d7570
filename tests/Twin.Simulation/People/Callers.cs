using System.Collections.Immutable;
using Twin.City;
using Twin.Silo.Gateway.SignIn;
using Twin.Simulation.Ground;

namespace Twin.Simulation.People;

/// <summary>Who speaks to the gateway, as the gateway sees it after sign-in.</summary>
internal static class Callers
{
    private static readonly ImmutableArray<Caller> Workers =
        [.. SmallTown.Grids.Select((grid, at) => new Caller(
            Account.Of(
                $"worker-{at}", "", "", ["Worker", "Handler", "Checker", "SpotChecker"], new HomeId(grid)),
            new PostId(SmallTown.Posts[at])))];

    public static Caller Receiver { get; } = Of("receiver");

    public static Caller Filer { get; } = Of("filer");

    public static Caller Dispatcher { get; } = Of("dispatcher");

    public static Caller ShiftLead { get; } = Of("lead");

    public static ImmutableArray<Caller> Handlers { get; } =
        [Of("handler-drainage"), Of("handler-sanitation"), Of("handler-enforcement")];

    public static ImmutableArray<Caller> All { get; } =
        [Receiver, Filer, Dispatcher, ShiftLead, .. Handlers, .. Workers, Caller.Anonymous];

    public static Caller Worker(int grid) => Workers[grid];

    private static Caller Of(string account) => new(Accounts.Find(account), null);
}
