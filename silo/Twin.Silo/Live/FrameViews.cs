using System.Text.Json.Serialization.Metadata;
using Twin.City;
using Twin.City.Boards;
using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Modes;
using Twin.Silo.Gateway;

namespace Twin.Silo.Live;

/// <summary>Makes the wire's frames from scenes.</summary>
internal sealed class FrameViews(ReferenceCity city, CityTree tree, ModeBook modes, FieldMask mask, TimeProvider time)
{
    /// <summary>How frames are written for a look.</summary>
    public JsonTypeInfo<FrameView> TypeFor(FrameLook look) => mask.Of(WireJson.Relaxed.FrameView, look.Scopes);

    public FrameView Snapshot(HomeScene scene, long version, FrameLook look) => new(
        scene.Home.Value,
        FrameKinds.Snapshot,
        version,
        look.Counts ? ViewOf.Board(scene.Board) : null,
        look.Counts ? [.. scene.Children.Select(ChildOf)] : [],
        [.. scene.Cases.Where(look.Shows).Select(mark => MarkOf(mark, look))],
        look.Posts ? [.. scene.Posts.Select(PostOf)] : [],
        scene.Board.Position,
        time.GetUtcNow(),
        tree.Book.Version,
        modes.Version);

    public FrameView Of(HomeScene scene, SceneChange change, long version, FrameLook look) => new(
        scene.Home.Value,
        FrameKinds.Frame,
        version,
        look.Counts && change.Board is { } board ? ViewOf.Board(board) : null,
        look.Counts ? [.. change.Children.Select(ChildOf)] : [],
        [.. change.Cases.Where(look.Shows).Select(mark => MarkOf(mark, look))],
        look.Posts ? [.. change.Posts.Select(PostOf)] : [],
        scene.Board.Position,
        time.GetUtcNow(),
        tree.Book.Version,
        modes.Version);

    /// <summary>A home as it was: its version is the position, and its children are told for themselves.</summary>
    public FrameView Past(
        HomeId home, Board board, IEnumerable<CaseMark> marks, FrameLook look, CityFold city) => new(
        home.Value,
        FrameKinds.Snapshot,
        city.Position,
        look.Counts ? ViewOf.Board(board) : null,
        [],
        [.. marks.Where(look.Shows).Select(mark => MarkOf(mark, look))],
        [],
        city.Position,
        city.At,
        city.Map.Version);

    private static ChildBoardView ChildOf(ChildBoard child) => new(child.Child.Value, ViewOf.Board(child.Board));

    private static PostMarkView PostOf(PostMark post) => new(post.Post.Value, post.OnDuty, post.OpenTasks);

    private MarkView MarkOf(CaseMark mark, FrameLook look) =>
        look.Places(mark) ? MarkOf(mark) : MarkOf(mark with { At = null, Building = null });

    private MarkView MarkOf(CaseMark mark) => new(
        mark.Case.Value,
        mark.Stage.ToString(),
        mark.Open,
        mark.Severity.ToString(),
        mark.Class,
        mark.Source.ToString(),
        mark.At?.Lng,
        mark.At?.Lat,
        mark.DefaultPlace,
        mark.Building?.Value,
        mark.Building is { } building ? city.Building(building.Value)?.Number : null,
        mark.ReportedAt,
        mark.DueAt,
        mark.ChangedAt,
        mark.Tag,
        mark.Position);
}
