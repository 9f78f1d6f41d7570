using System.Collections.Immutable;
using Twin.Geo.Reference;

namespace Twin.City.Areas;

/// <content>The fold: one line per fact.</content>
public sealed partial record AreaBook
{
    /// <summary>The map after one more fact.</summary>
    public AreaBook After(AreaEvent happened, DateTimeOffset at, long position)
    {
        var before = this with { Version = Version + 1, Position = Math.Max(Position, position) };
        return happened switch
        {
            AreaEvent.AreaDrawn e => before.Drawn(e, at),
            AreaEvent.AreaRecoded e => before.Set(this[e.Area] with { Code = e.Code, Name = e.Name }),
            AreaEvent.AreaMoved e => before.Moved(e.Area, e.To),
            AreaEvent.AreaSplit e => before.Split(e, at, position),
            AreaEvent.AreaMerged e => before.Merged(e, at, position),
            AreaEvent.AreaClosed e => before.Ended(e.Area, at, position, [e.Heir]).Reclaim(e.Area, _ => []),
            AreaEvent.PostRehomed e => before.Seated(Post(e.Post)! with { AreaId = e.To.Value }, e.From),
            AreaEvent.PostOpened e => before.Seated(
                new ReferencePost(e.Post.Value, e.Name, e.Home.Value, e.Kind), null),
            AreaEvent.HouseholdsRehomed e => before with
            {
                MovedBuildings = MovedBuildings.SetItems(
                    e.Buildings.Select(building => KeyValuePair.Create(building, e.To))),
            },
            AreaEvent.AreasImported e => before with { Imported = (e.Areas, e.Grids) },
            _ => throw new InvalidOperationException($"No map follows from {happened.GetType().Name}; add a line."),
        };
    }

    private AreaBook Drawn(AreaEvent.AreaDrawn e, DateTimeOffset at)
    {
        if (Find(e.Area.Id) is not { } known)
        {
            var made = Add(RowOf(e.Area, e.Parent, e.Level, e.Kind, e.Low, e.Drawn, at));
            return e is { Level: null, Area.Outline: { } ground } ? made.ClaimAnew(e.Area.Id, ground) : made;
        }

        var redrawn = Set(known with { Centre = e.Area.Centre, Outline = e.Area.Outline, Redrawn = true });
        return known.IsGrid
            ? redrawn.Reclaim(known.Id, _ => []).ClaimAnew(known.Id, e.Area.Outline!)
            : redrawn;
    }

    private AreaBook Split(AreaEvent.AreaSplit e, DateTimeOffset at, long position)
    {
        var old = this[e.Area];
        var book = Ended(e.Area, at, position, [.. e.Parts.Select(part => part.Id)]);
        book = e.Parts.Aggregate(book, (map, part) => map.Add(Heir(old, part, old.Parent!.Value, at)));
        return old.IsGrid
            ? book.Reclaim(e.Area, _ => [.. e.Parts.Select(part => new Claim(part.Id, part.Outline))])
            : book;
    }

    private AreaBook Merged(AreaEvent.AreaMerged e, DateTimeOffset at, long position)
    {
        var book = Add(Heir(this[e.Areas[0]], e.Into, e.Parent, at));
        return e.Areas.Aggregate(book, (map, area) => map.Ended(area, at, position, [e.Into.Id])
            .Reclaim(area, outline => [new Claim(e.Into.Id, outline)]));
    }

    private AreaBook Ended(HomeId area, DateTimeOffset at, long position, ImmutableArray<HomeId> heirs) =>
        Set(this[area] with { Until = at, Heirs = heirs, EndedAt = position });

    private AreaBook Moved(HomeId area, HomeId to)
    {
        var row = this[area];
        var below = Below;
        if (row.Parent is { } from)
        {
            below = below.SetItem(from, ChildrenOf(from).Remove(area));
        }

        var book = this with { Below = below };
        return (book with { Below = book.Below.SetItem(to, book.ChildrenOf(to).Add(area)) })
            .Set(row with { Parent = to });
    }

    private AreaBook Add(AreaRow row) => (this with
    {
        Added = Added.Add(row.Id),
        Below = Below.SetItem(row.Parent!.Value, ChildrenOf(row.Parent.Value).Add(row.Id)),
    }).Set(row);

    private AreaBook Set(AreaRow row) => this with { Changed = Changed.SetItem(row.Id, row) };

    private AreaBook Seated(ReferencePost post, HomeId? from)
    {
        var (id, home) = (new PostId(post.Id), new HomeId(post.AreaId));
        var seats = from is { } old ? MovedSeats.SetItem(old, SeatsOf(old).Remove(id)) : MovedSeats;
        var book = this with { MovedSeats = seats, MovedPosts = MovedPosts.SetItem(id, post) };
        return book with { MovedSeats = book.MovedSeats.SetItem(home, book.SeatsOf(home).Add(id)) };
    }

    private static AreaRow Heir(AreaRow old, AreaPart part, HomeId parent, DateTimeOffset at) =>
        RowOf(part, parent, old.Level, old.Kind, old.Low, old.Drawn, at);

    private static AreaRow RowOf(
        AreaPart part, HomeId parent, AreaLevel? level, string kind, bool low, bool drawn, DateTimeOffset at) => new(
            part.Id, level, part.Code, part.Name, parent, part.Centre, part.Outline, part.Households, kind, low, drawn,
            From: at);
}
