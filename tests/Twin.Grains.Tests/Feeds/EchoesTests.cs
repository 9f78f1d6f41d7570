using Twin.EventLog;
using Twin.Grains.Feeds;
using Twin.Grains.Tests.Stage;

namespace Twin.Grains.Tests.Feeds;

public class EchoesTests
{
    private readonly FastTime _time = new(speed: 1, Town.Morning);
    private readonly Echoes _echoes;

    public EchoesTests() => _echoes = new Echoes(_time);

    [Fact]
    public void A_head_is_told_again_until_two_grains_of_one_key_are_long_one_again()
    {
        _echoes.Note(new FeedHead("area:east-1", 1, 1));
        Assert.Empty(_echoes.TakeDue());

        var told = 0;
        for (var passed = TimeSpan.Zero; passed < Echoes.Until * 2; passed += Echoes.Every)
        {
            _time.Jump(Echoes.Every);
            told += _echoes.TakeDue().Count();
        }

        Assert.Equal(Echoes.Until / Echoes.Every, told);
    }

    [Fact]
    public void The_newest_head_is_told_once_however_often_the_feed_has_grown()
    {
        for (var number = 1; number <= 9; number++)
        {
            _echoes.Note(new FeedHead("post:seat", number, number));
        }

        _time.Jump(Echoes.Every);

        Assert.Equal(9, Assert.Single(_echoes.TakeDue()).Number);
        Assert.Empty(_echoes.TakeDue());
    }

    [Fact]
    public void Whoever_looks_by_itself_is_not_told()
    {
        _echoes.Note(new FeedHead("building:house", 1, 1));
        _time.Jump(Echoes.Every);

        Assert.Empty(_echoes.TakeDue());
    }
}
