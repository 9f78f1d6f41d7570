using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Twin.City.Json;
using Twin.City.Tables;

namespace Twin.City.Areas;

/// <summary>What follows for the map from a command: facts or a refusal. Pure.</summary>
/// <remarks>
/// All that moves by the map is in the facts: the area itself, its children, seats and households. Open cases follow
/// by facts of their own, one each (<see cref="Rehoming"/>), since a case is a stream of its own.
/// </remarks>
public static partial class AreaDecisions
{
    private const int NameLettersMax = 80;
    private const int CodeDigitsMax = 15;

    /// <summary>Whoever keeps the plans of the city keeps its map.</summary>
    private static readonly ImmutableArray<string> Who = ["Planner", "CentreHead", "System"];

    /// <summary>The role in which an actor changes the map; null = none.</summary>
    public static string? ActingRole(Actor by) => by.Roles.FirstOrDefault(role => Who.Contains(role));

    public static Decision<AreaEvent> Decide(AreaBook book, AreaOrder order)
    {
        if (ActingRole(order.By) is null)
        {
            return Decision.No<AreaEvent>(Refusals.NotAllowed);
        }

        var decision = Decide(book, order.Command);
        return decision.Refusal is null && order.Preview is { } seen && HashOf(book, decision.Happened) is var now
            && seen != now
            ? Decision.No<AreaEvent>(AreaRefusals.Stale(seen, now))
            : decision;
    }

    /// <summary>Stands for exactly these facts on exactly this map.</summary>
    public static string HashOf(AreaBook book, ImmutableArray<AreaEvent> happened)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(book.Version.ToString(CultureInfo.InvariantCulture)));
        foreach (var fact in happened.Select(CityJson.Encode))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(fact.Kind));
            hash.AppendData(fact.Payload.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static Decision<AreaEvent> Decide(AreaBook book, AreaCommand command) => command switch
    {
        AreaCommand.Draw e => Draw(book, e),
        AreaCommand.Recode e => Recode(book, e),
        AreaCommand.Move e => Move(book, e),
        AreaCommand.Split e => Split(book, e),
        AreaCommand.Merge e => Merge(book, e),
        AreaCommand.Close e => Close(book, e),
        _ => throw new InvalidOperationException($"No decision for {command.GetType().Name}; add a line."),
    };

    private static Decision<AreaEvent> Recode(AreaBook book, AreaCommand.Recode e)
    {
        if (Refuses(book, e.Area, "area") is { } no)
        {
            return No(no);
        }

        var row = book[e.Area];
        var (code, name) = (e.Code ?? row.Code, e.Name ?? row.Name);
        if (RefusesWords(book, name, code, row.Id) is { } wrong)
        {
            return No(wrong);
        }

        return code == row.Code && name == row.Name
            ? new([], null)
            : Yes(new AreaEvent.AreaRecoded(row.Id, code, name));
    }

    private static Decision<AreaEvent> Move(AreaBook book, AreaCommand.Move e)
    {
        if ((Refuses(book, e.Area, "area") ?? Refuses(book, e.To, "parent")) is { } no)
        {
            return No(no);
        }

        var (row, to) = (book[e.Area], book[e.To]);
        if (row.Parent is not { } from)
        {
            return No(AreaRefusals.IsCity);
        }

        if (!Fits(row, to) || book.Covers(row.Id, to.Id))
        {
            return No(AreaRefusals.NotUnder(row, to));
        }

        return from == to.Id ? new([], null) : Yes(new AreaEvent.AreaMoved(row.Id, from, to.Id));
    }

    private static Decision<AreaEvent> Close(AreaBook book, AreaCommand.Close e)
    {
        if (Refuses(book, e.Area, "area") is { } no)
        {
            return No(no);
        }

        var row = book[e.Area];
        if (row.Parent is not { } heir)
        {
            return No(AreaRefusals.IsCity);
        }

        return book.LiveChildrenOf(row.Id).Count() is > 0 and var count
            ? No(AreaRefusals.HasChildren(row, count))
            : Yes([new AreaEvent.AreaClosed(row.Id, heir), .. Handover(book, row, heir)]);
    }

    /// <summary>Seats and households of an area that ends, all to one heir.</summary>
    private static IEnumerable<AreaEvent> Handover(AreaBook book, AreaRow row, HomeId heir)
    {
        foreach (var seat in book.SeatsOf(row.Id))
        {
            yield return new AreaEvent.PostRehomed(seat, row.Id, heir);
        }

        if (row.IsGrid)
        {
            yield return new AreaEvent.HouseholdsRehomed(
                row.Id, heir, row.Households,
                [.. book.BuildingsIn(row.Id).Select(building => new BuildingId(building.Id))]);
        }
    }

    /// <summary>An id that never was: the map's version makes it new, so the preview names the same one.</summary>
    private static HomeId NewId(AreaBook book, bool isGrid, int number)
    {
        for (var salt = 0; ; salt++)
        {
            var seed = string.Create(CultureInfo.InvariantCulture, $"{book.City.Hash}/{book.Version}/{number}/{salt}");
            var id = new HomeId(
                (isGrid ? "g-" : "a-") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)), 0, 6));
            if (book.Find(id) is null)
            {
                return id;
            }
        }
    }

    private static Refusal? Refuses(AreaBook book, HomeId area, string field) => book.Find(area) switch
    {
        null => AreaRefusals.Unknown(area, field),
        { IsLive: false } row => AreaRefusals.Over(row, field),
        _ => null,
    };

    private static Refusal? RefusesWords(AreaBook book, string name, string code, params ReadOnlySpan<HomeId> except)
    {
        if (name.Length is 0 or > NameLettersMax || name.Any(char.IsControl))
        {
            return AreaRefusals.Field("name", $"'{name}'", $"1 to {NameLettersMax} letters");
        }

        if (code.Length > CodeDigitsMax || !code.All(char.IsAsciiLetterOrDigit))
        {
            return AreaRefusals.Field("code", $"'{code}'", $"up to {CodeDigitsMax} digits, or none");
        }

        if (code.Length == 0)
        {
            return null;
        }

        foreach (var row in book.All.Select(id => book[id]))
        {
            if (row.IsLive && row.Code == code && !except.Contains(row.Id))
            {
                return AreaRefusals.CodeTaken(code, row.Id);
            }
        }

        return null;
    }

    private static bool Fits(AreaRow row, AreaRow parent) =>
        parent.Level is { } above && (row.Level is not { } level || above < level);

    private static Decision<AreaEvent> Yes(params ImmutableArray<AreaEvent> happened) => new(happened, null);

    private static Decision<AreaEvent> No(Refusal refusal) => Decision.No<AreaEvent>(refusal);
}
