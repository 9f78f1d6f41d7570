using System.Collections.Immutable;
using Twin.City;
using Twin.City.Tables;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;

namespace Twin.Silo.Tests.Thrice;

/// <summary>One account of the play: a role, and a seat or department where the role needs one.</summary>
/// <remarks>Whoever has a seat is a worker, too: nobody else signs on.</remarks>
internal sealed record Player(string Account, string Role, string? Department = null, string? Post = null)
{
    /// <summary>Takes spot checks that are ordered.</summary>
    public const string SpotSeat = "g-2-1";

    /// <summary>A second unit that handles.</summary>
    public const string OtherSeat = "g-2-2";

    /// <summary>Finds and fixes on the spot.</summary>
    public const string WalkingSeat = "g-3-1";

    /// <summary>The second seat of the grid: whoever handled at the first one does not check.</summary>
    public const string CheckSeat = "g-1-2";

    public const string Mediation = "CommunityMediation";

    /// <summary>The departments that are called and that own.</summary>
    public static readonly ImmutableArray<string> Units = ["Sanitation", "Drainage", "Parks"];

    /// <summary>Every role of roles.csv, so that every command has somebody who gives it.</summary>
    public static ImmutableArray<Player> All { get; } =
    [
        .. CityTables.Roles.Select(row => row.Role).Except(["System"]).Select(role => role switch
        {
            "Handler" => new Player("the-Handler", role, "Grid", TinyCity.WestPost),
            "Checker" => new Player("the-Checker", role, null, CheckSeat),
            "SpotChecker" => new Player("the-SpotChecker", role, null, SpotSeat),
            "Worker" => new Player("the-Worker", role, null, WalkingSeat),
            "Mediator" => new Player("the-Mediator", role, Mediation),
            _ => new Player($"the-{role}", role),
        }),
        new Player("other-Handler", "Handler", "Community", OtherSeat),
        .. Units.Select(unit => new Player($"{unit}-Handler", "Handler", unit)),
    ];

    public bool IsReporter => Role == "Reporter";

    public ImmutableArray<string> Roles => Post is null || Role == "Worker" ? [Role] : ["Worker", Role];

    /// <summary>As the city will know whoever acts.</summary>
    public Actor Actor(string receiptHash) => new(
        Account, Roles, null, Department is { } unit ? new DepartmentId(unit) : null,
        Post is { } seat ? new PostId(seat) : null, IsReporter ? receiptHash : null);

    public HttpClient Client(TestCity city)
    {
        var http = RightCity.With(city, Account, [.. Roles.Select(role => new Bound(role, null, Department))]);
        if (Post is not null)
        {
            http.DefaultRequestHeaders.Add("X-Twin-Post", Post);
        }

        return http;
    }

    public override string ToString() => Account;
}
