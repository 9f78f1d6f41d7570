using Twin.Contracts;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Silo.Gateway;

namespace Twin.Silo.Live;

/// <summary>Makes the wire's frames from scenes.</summary>
internal sealed class FrameViews(ReferenceCity city, CityTree tree, TimeProvider time)
{
    public FrameView Snapshot(HomeScene scene, long version, bool withCases) => new(
        scene.Home.Value,
        FrameKinds.Snapshot,
        version,
        ViewOf.Board(scene.Board),
        [.. scene.Children.Select(ChildOf)],
        withCases ? [.. scene.Cases.Select(MarkOf)] : [],
        withCases ? [.. scene.Posts.Select(PostOf)] : [],
        scene.Board.Position,
        time.GetUtcNow(),
        tree.Book.Version);

    public FrameView Of(HomeScene scene, SceneChange change, long version, bool withCases) => new(
        scene.Home.Value,
        FrameKinds.Frame,
        version,
        change.Board is { } board ? ViewOf.Board(board) : null,
        [.. change.Children.Select(ChildOf)],
        withCases ? [.. change.Cases.Select(MarkOf)] : [],
        withCases ? [.. change.Posts.Select(PostOf)] : [],
        scene.Board.Position,
        time.GetUtcNow(),
        tree.Book.Version);

    private static ChildBoardView ChildOf(ChildBoard child) => new(child.Child.Value, ViewOf.Board(child.Board));

    private static PostMarkView PostOf(PostMark post) => new(post.Post.Value, post.OnDuty, post.OpenTasks);

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
