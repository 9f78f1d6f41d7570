using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Areas;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Geo;
using Twin.Geo.Reference;
using Twin.Grains.Areas;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Turns a command of the wire into an order to the city's map.</summary>
internal sealed class AreaCommands(IGrainFactory grains, CommandIds ids)
{
    /// <summary>Under the area of the path, a new one is drawn; all others are about that area itself.</summary>
    public static readonly ImmutableArray<string> Given =
        ["draw", "redraw", "recode", "move", "split", "merge", "close"];

    private static readonly FrozenDictionary<string, AreaLevel?> Levels = Enum.GetValues<AreaLevel>()
        .Where(level => level > AreaLevel.City).Select(level => (Word: level.ToString(), Level: (AreaLevel?)level))
        .Append(("Grid", null)).ToFrozenDictionary(pair => pair.Word, pair => pair.Level, StringComparer.Ordinal);

    /// <param name="key">The sender's identity of the command, when the body has none.</param>
    public async ValueTask<Outcome<AreaChangeView>> Do(
        string area, string command, AreaCommandRequest body, string? key, bool preview, Caller caller, string client,
        CancellationToken cancel)
    {
        if (!Given.Contains(command))
        {
            return Problem.NoCommand(command, Given);
        }

        if (Check(body, key, out var outline, out var line, out var parts) is { } wrong)
        {
            return wrong;
        }

        if (CommandOf(area, command, body, outline, line, parts, out var asked) is { } missing)
        {
            return missing;
        }

        var commandId = ids.Of(
            body.CommandId ?? key, $"{area}/{command}", body with { CommandId = null },
            WireJson.Relaxed.AreaCommandRequest);
        var order = new AreaOrder(asked!, commandId, caller.Actor, client, body.Preview);
        var book = grains.GetGrain<IAreaBookGrain>(CityTree.BookKey);
        return preview ? AreaChangeViews.Of(await book.Preview(order, cancel)) : await Carry(book, order, cancel);
    }

    private static async Task<Outcome<AreaChangeView>> Carry(
        IAreaBookGrain book, AreaOrder order, CancellationToken cancel)
    {
        try
        {
            return AreaChangeViews.Of(await book.Do(order, cancel));
        }
        catch (LogConflictException)
        {
            // Two activations lived at once; the one that lost has gone, and the next call wakes a fresh one.
            return AreaChangeViews.Of(await book.Do(order, cancel));
        }
    }

    private static ProblemView? CommandOf(
        string area, string command, AreaCommandRequest body, Outline? outline, CutLine? line,
        ImmutableArray<WantedPart> parts, out AreaCommand? asked)
    {
        var id = new HomeId(area);
        asked = command switch
        {
            "draw" when body is { Name: { } name, Level: { } level } => new AreaCommand.Draw(
                null, Levels[level], id, body.Code ?? "", name, outline, body.Kind ?? "Other"),
            "redraw" when outline is not null => new AreaCommand.Draw(id, null, id, "", "", outline),
            "recode" when body.Name is not null || body.Code is not null =>
                new AreaCommand.Recode(id, body.Code, body.Name),
            "move" when body.Parent is { } parent => new AreaCommand.Move(id, new HomeId(parent)),
            "split" when !parts.IsDefault => new AreaCommand.Split(id, parts, line),
            "merge" when body is { Name: { } name, Areas: { Length: > 0 } others } => new AreaCommand.Merge(
                [id, .. others.Select(other => new HomeId(other))], body.Code ?? "", name,
                body.Parent is { } under ? new HomeId(under) : null),
            "close" => new AreaCommand.Close(id),
            _ => null,
        };
        return asked is not null ? null : Missing(command, body);
    }

    private static ProblemView Missing(string command, AreaCommandRequest body) => command switch
    {
        "draw" => Problem.Field(body.Name is null ? "name" : "level", null, new Say("it", "此项")),
        "redraw" => Problem.Field("outline", null, new Say("polygons of rings of [lng, lat]", "边界坐标")),
        "recode" => Problem.Field("name", null, new Say("a new name or code", "新的名称或代码")),
        "move" => Problem.Field("parent", null, new Say("the id of an area", "上级区域编号")),
        "split" => Problem.Field("parts", null, new Say("two parts or more", "至少两个部分")),
        _ => Problem.Field(body.Name is null ? "name" : "areas", null, new Say("it", "此项")),
    };

    private static ProblemView? Check(
        AreaCommandRequest body, string? key, out Outline? outline, out CutLine? line,
        out ImmutableArray<WantedPart> parts)
    {
        (parts, line) = (default, null);
        return Outlines.Read("outline", body.Outline, out outline)
            ?? Outlines.ReadLine("line", body.Line, out line)
            ?? Parts(body.Parts, out parts)
            ?? Words("areas", body.Areas)
            ?? Checks.Word("Idempotency-Key", key)
            ?? Checks.Word("commandId", body.CommandId)
            ?? Checks.Word("preview", body.Preview)
            ?? Checks.Word("name", body.Name)
            ?? (body.Code is null or "" ? null : Checks.Word("code", body.Code))
            ?? Checks.Word("parent", body.Parent)
            ?? Checks.Word("kind", body.Kind)
            ?? (body.Level is null || Levels.ContainsKey(body.Level)
                ? null
                : Problem.Field("level", body.Level, new Say(
                    "District, Street, Community or Grid", "District、Street、Community 或 Grid")));
    }

    private static ProblemView? Parts(AreaPartRequest[]? wanted, out ImmutableArray<WantedPart> parts)
    {
        parts = default;
        if (wanted is null)
        {
            return null;
        }

        var read = ImmutableArray.CreateBuilder<WantedPart>();
        foreach (var part in wanted)
        {
            if (part is null)
            {
                return Problem.Field("parts", null, new Say("parts with a name", "含名称的各部分"));
            }

            Outline? outline = null;
            var wrong = Checks.Word("parts.name", part.Name)
                ?? (part.Code is null or "" ? null : Checks.Word("parts.code", part.Code))
                ?? Outlines.Read("parts.outline", part.Outline, out outline)
                ?? Words("parts.children", part.Children)
                ?? Words("parts.posts", part.Posts);
            if (wrong is not null)
            {
                return wrong;
            }

            read.Add(new WantedPart(
                part.Name, part.Code ?? "", outline, [.. (part.Children ?? []).Select(child => new HomeId(child))],
                [.. (part.Posts ?? []).Select(post => new PostId(post))]));
        }

        parts = read.DrainToImmutable();
        return null;
    }

    private static ProblemView? Words(string field, string[]? words) => (words ?? [])
        .Select(word => word is null ? Problem.Field(field, null, new Say("ids", "编号")) : Checks.Word(field, word))
        .FirstOrDefault(wrong => wrong is not null);
}
