using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.Grains.Homes;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Homes;

public class FrameBookTests
{
    private readonly FrameBook _book = new(Town.East1, "epoch");

    [Fact]
    public void The_first_beat_is_news_even_of_an_empty_home()
    {
        Assert.True(Beat());
        Assert.False(Beat());
        Assert.Equal(1, _book.Version);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("another", 1)]
    [InlineData("epoch", 99)]
    public void Who_has_another_epoch_or_a_version_of_the_future_gets_the_whole(string? epoch, long after)
    {
        Beat(new Board { Open = 2 }, Mark("a"), Mark("b"));

        var frame = _book.After(epoch, after)!;

        Assert.True(frame.Whole);
        Assert.Equal((1, 2), (frame.Version, frame.Cases.Length));
        Assert.Equal(2, frame.Board!.Value.Open);
    }

    [Fact]
    public void Who_has_the_newest_version_lacks_nothing()
    {
        Beat(default, Mark("a"));

        Assert.Null(_book.After("epoch", 1));
        Assert.Equal((1L, false, 0), (_book.Empty().Version, _book.Empty().Whole, _book.Empty().Cases.Length));
    }

    [Fact]
    public void Who_is_one_beat_behind_gets_what_changed()
    {
        Beat(new Board { Open = 1 }, Mark("a"));
        Beat(new Board { Open = 1 }, Mark("a"), Mark("b"));

        var frame = _book.After("epoch", 1)!;

        Assert.False(frame.Whole);
        Assert.Null(frame.Board);
        Assert.Equal("b", Assert.Single(frame.Cases).Case.Value);
    }

    [Fact]
    public void Who_is_several_beats_behind_gets_them_merged_the_newest_of_each()
    {
        Beat(default, Mark("a"));
        Beat(new Board { Open = 1 }, Mark("a", CaseStage.Filed));
        Beat(new Board { Open = 2 }, Mark("a", CaseStage.Handling), Mark("b"));

        var frame = _book.After("epoch", 1)!;

        Assert.Equal(3, frame.Version);
        Assert.Equal(2, frame.Board!.Value.Open);
        Assert.Equal(CaseStage.Handling, frame.Cases.Single(mark => mark.Case.Value == "a").Stage);
        Assert.Equal(2, frame.Cases.Length);
    }

    [Fact]
    public void An_ended_case_is_told_once_and_is_not_in_the_whole()
    {
        Beat(default, Mark("a"));
        Beat(default, Mark("a", CaseStage.Closed));

        Assert.False(Assert.Single(_book.After("epoch", 1)!.Cases).Open);
        Assert.Empty(_book.After(null, 0)!.Cases);
        Assert.False(Beat(default, Mark("a", CaseStage.Closed)));
    }

    [Fact]
    public void The_ring_holds_sixty_four_beats()
    {
        for (var open = 1; open <= FrameBook.FramesMax + 1; open++)
        {
            Beat(new Board { Open = open });
        }

        Assert.False(_book.After("epoch", 1)!.Whole);
        Assert.True(_book.After("epoch", 0)!.Whole);
        Beat(new Board { Open = 0 });
        Assert.True(_book.After("epoch", 1)!.Whole);
    }

    /// <summary>Whoever folds frames, by whatever steps, has what a fresh whole of that version has.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Frames_add_up_to_the_whole(int seed)
    {
        var random = new Random(seed);
        var screen = new Watcher(null!, TestContext.Current.CancellationToken);
        for (var beat = 0; beat < 500; beat++)
        {
            var stage = random.Next(4) == 0 ? CaseStage.Closed : (CaseStage)random.Next(1, 4);
            Beat(new Board { Open = random.Next(3) }, Mark($"case-{random.Next(20)}", stage));
            if (random.Next(5) == 0 && _book.After(screen.Epoch, screen.Version) is { } frame)
            {
                screen.Take(frame);
                var whole = _book.After(null, 0)!;
                Assert.Equal(whole.Board, screen.Board);
                Assert.Equal(
                    whole.Cases.OrderBy(mark => mark.Case.Value), screen.Cases.Values.OrderBy(mark => mark.Case.Value));
            }
        }
    }

    private bool Beat(Board board = default, params CaseMark[] marks) => _book.Beat(board, [], marks, []);

    private static CaseMark Mark(string id, CaseStage stage = CaseStage.Reported) => new(
        new CaseId(id), stage, stage.IsOpen(), Severity.S4, null, CaseSource.App, null, false, null, null, Town.Morning,
        null, Town.Morning, null, 0);
}
