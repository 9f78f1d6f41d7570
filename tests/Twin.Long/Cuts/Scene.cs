using System.Collections.Immutable;
using System.Text.Json;
using Twin.Client;
using Twin.Contracts;

namespace Twin.Long.Cuts;

/// <summary>What a watcher knows of its area at one version: all frames so far, put together as the page does
/// it.</summary>
/// <remarks>Never changes, so that old ones can be kept for a comparison at no cost.</remarks>
internal sealed record Scene(
    long Version, BoardView? Board, ImmutableSortedDictionary<string, BoardView> Children,
    ImmutableSortedDictionary<string, MarkView> Cases, ImmutableSortedDictionary<string, PostMarkView> Posts)
{
    public static Scene Nothing { get; } = new(
        0, null, ImmutableSortedDictionary.Create<string, BoardView>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, MarkView>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, PostMarkView>(StringComparer.Ordinal));

    /// <summary>True for a snapshot, and for the frame after this version.</summary>
    public bool Fits(FrameView frame) => frame.Kind == "snapshot" || frame.Version == Version + 1;

    public Scene After(FrameView frame)
    {
        var before = frame.Kind == "snapshot" ? Nothing : this;
        return new Scene(
            frame.Version,
            frame.Board ?? before.Board,
            before.Children.SetItems(frame.Children.Select(child => KeyValuePair.Create(child.Id, child.Board))),
            before.Cases
                .SetItems(frame.Cases.Where(mark => mark.Open).Select(mark => KeyValuePair.Create(mark.CaseId, mark)))
                .RemoveRange(frame.Cases.Where(mark => !mark.Open).Select(mark => mark.CaseId)),
            before.Posts.SetItems(frame.Posts.Select(post => KeyValuePair.Create(post.Post, post))));
    }

    /// <summary>All that is known, as text to compare.</summary>
    public string Text() => JsonSerializer.Serialize(
        new FrameView(
            "", "snapshot", Version, Board,
            [.. Children.Select(child => new ChildBoardView(child.Key, child.Value))], [.. Cases.Values],
            [.. Posts.Values], 0, default),
        Wire.Of<FrameView>());
}
