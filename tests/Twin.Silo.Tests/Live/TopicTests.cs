using System.Collections.Immutable;
using System.Text.Json;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.EventLog.Memory;
using Twin.Geo.Reference;
using Twin.Grains;
using Twin.Grains.Areas;
using Twin.Grains.Modes;
using Twin.Silo.Gateway;
using Twin.Silo.Live;
using Twin.Silo.Options;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Live;

public sealed class TopicTests
{
    private static readonly HomeId Home = new(TinyCity.WestGrid);

    private static readonly FieldMask Mask = new(new SiloOptions { DataFolder = "" });
    private static readonly ReferenceCity Tiny = new(TinyCity.Parts());

    private static readonly ModeBook NoModes = new(MemoryEventLog.Create(TimeProvider.System));

    private readonly LiveFigures _figures = new();
    private readonly Topic _topic;

    public TopicTests() => _topic = new Topic(
        Home, new FrameViews(Tiny, new CityTree(Tiny), NoModes, Mask, TimeProvider.System), _figures,
        firstVersion: 1_000);

    [Fact]
    public async Task A_screen_gets_a_snapshot_then_consecutive_frames()
    {
        _topic.Put(Whole(Reported(1)));
        await using var screen = Watch(null);
        Assert.Equal(("snapshot", 1_000, 1), await Next(screen));

        _topic.Put(Part(Reported(2)));
        _topic.Put(Part(Reported(3)));

        Assert.Equal(("frame", 1_001, 2), await Next(screen));
        Assert.Equal(("frame", 1_002, 3), await Next(screen));
    }

    [Fact]
    public async Task A_screen_is_told_when_something_else_has_moved_that_frames_tell()
    {
        _topic.Stir();
        _topic.Put(Whole(Reported(1)));
        await using var screen = Watch(null);
        await Next(screen);

        _topic.Stir();

        Assert.True(await screen.MoveNextAsync());
        var frame = Read(screen.Current);
        Assert.Equal(("frame", 1_001, null), (frame.Kind, frame.Version, frame.Board));
    }

    [Fact]
    public async Task A_screen_that_comes_before_the_grain_answers_waits_for_its_first_scene()
    {
        await using var screen = Watch(null);
        var first = screen.MoveNextAsync();
        Assert.False(first.IsCompleted);

        _topic.Put(Whole(Reported(7)));

        Assert.True(await first);
        Assert.Equal(7, Read(screen.Current).Board!.Reported);
    }

    [Fact]
    public async Task A_screen_that_returns_gets_what_it_missed()
    {
        _topic.Put(Whole(Reported(0)));
        Put(1, Topic.RingFrames);

        await using var screen = Watch(1_000);

        for (var at = 1; at <= Topic.RingFrames; at++)
        {
            Assert.Equal(("frame", 1_000 + at, at), await Next(screen));
        }
    }

    [Fact]
    public async Task What_a_screen_holds_stays_as_it_is_while_its_place_is_taken_by_newer_frames()
    {
        _topic.Put(Whole(Reported(0)));
        await using var slow = Watch(1_000);
        await using var quick = Watch(1_000);
        Put(1, 1);
        await slow.MoveNextAsync();
        var held = slow.Current;

        Put(2, 2 * Topic.RingFrames);
        await Next(quick);

        Assert.Equal(("frame", 1_001, 1), (Read(held).Kind, Read(held).Version, Read(held).Board!.Reported));
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(0)]
    public async Task A_version_that_is_not_held_any_more_gets_a_snapshot(long version)
    {
        _topic.Put(Whole(Reported(0)));
        Put(1, Topic.RingFrames + 1);

        await using var screen = Watch(version);

        Assert.Equal(("snapshot", 1_000 + Topic.RingFrames + 1, Topic.RingFrames + 1), await Next(screen));
    }

    [Fact]
    public async Task The_present_version_gets_the_next_frame_only()
    {
        _topic.Put(Whole(Reported(5)));
        await using var screen = Watch(1_000);
        var next = screen.MoveNextAsync();
        Assert.False(next.IsCompleted);

        _topic.Put(Part(Reported(6)));

        Assert.True(await next);
        Assert.Equal(1_001, screen.Current.Version);
    }

    [Fact]
    public async Task A_slow_screen_gets_one_snapshot_in_place_of_what_it_missed()
    {
        _topic.Put(Whole(Reported(0)));
        await using var screen = Watch(null);
        await Next(screen);

        Put(1, Topic.LagFrames + 5);

        Assert.Equal(("snapshot", 1_000 + Topic.LagFrames + 5, Topic.LagFrames + 5), await Next(screen));
        Put(100, 1);
        Assert.Equal(("frame", 1_000 + Topic.LagFrames + 6, 100), await Next(screen));
    }

    [Fact]
    public async Task A_new_activation_is_told_as_a_difference_and_ended_cases_go()
    {
        _topic.Put(Whole(Reported(1), Mark("c-1"), Mark("c-2")));
        await using var screen = Watch(null);
        await Next(screen);

        Assert.True(_topic.Put(Whole(Reported(1), Mark("c-2"), Mark("c-3"))));

        Assert.True(await screen.MoveNextAsync());
        var frame = Read(screen.Current);
        Assert.Equal(("frame", 1_001), (frame.Kind, frame.Version));
        Assert.Null(frame.Board);
        Assert.Equal([("c-3", true), ("c-1", false)], frame.Cases.Select(mark => (mark.CaseId, mark.Open)));
        Assert.False(_topic.Put(Whole(Reported(1), Mark("c-2"), Mark("c-3"))));
    }

    [Fact]
    public async Task Who_may_see_figures_only_gets_the_same_versions_without_cases()
    {
        _topic.Put(Whole(Reported(1), Mark("c-1")));
        await using var figures = _topic.Watch(null, Looking("areaCounts"), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await figures.MoveNextAsync());
        Assert.Empty(Read(figures.Current).Cases);

        _topic.Put(Part(Reported(2), Mark("c-2")));

        Assert.True(await figures.MoveNextAsync());
        Assert.Equal((1_001, 2, 0), (
            figures.Current.Version, Read(figures.Current).Board!.Reported, Read(figures.Current).Cases.Length));
    }

    [Fact]
    public async Task Many_screens_share_a_snapshot_and_get_the_same_bytes_of_a_frame()
    {
        _topic.Put(Whole(Reported(1)));
        await using var one = Watch(null);
        await using var other = Watch(null);
        await one.MoveNextAsync();
        await other.MoveNextAsync();
        Assert.Same(one.Current, other.Current);

        _topic.Put(Part(Reported(2)));

        await one.MoveNextAsync();
        await other.MoveNextAsync();
        Assert.Equal(one.Current.Utf8.ToArray(), other.Current.Utf8.ToArray());
        Assert.Equal((2, 2), (_figures.Snapshots, _figures.Frames));
    }

    private void Put(int first, int count)
    {
        for (var at = first; at < first + count; at++)
        {
            _topic.Put(Part(Reported(at)));
        }
    }

    private IAsyncEnumerator<FrameBytes> Watch(long? fromVersion) =>
        _topic.Watch(fromVersion, Looking("areaCases"), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static FrameLook Looking(string scope) => FrameLook.Of(ScopeSet.Of(scope));

    private static async Task<(string, long, long)> Next(IAsyncEnumerator<FrameBytes> screen)
    {
        Assert.True(await screen.MoveNextAsync());
        var frame = Read(screen.Current);
        return (frame.Kind, frame.Version, frame.Board!.Reported);
    }

    private static FrameView Read(FrameBytes bytes) =>
        JsonSerializer.Deserialize<FrameView>(bytes.Utf8.Span, TestCity.Json)!;

    private static Board Reported(long reported) => new() { Reported = reported };

    private static Frame Whole(Board board, params ImmutableArray<CaseMark> cases) =>
        new(Home, "e", 1, true, board, [], cases, []);

    private static Frame Part(Board board, params ImmutableArray<CaseMark> cases) =>
        new(Home, "e", 2, false, board, [], cases, []);

    private static CaseMark Mark(string id) => new(
        new CaseId(id), CaseStage.Handling, true, Severity.S4, "E0104", CaseSource.App, null, false, null, null,
        default, null, default, null, 1);
}
