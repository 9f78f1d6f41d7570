using FsCheck;
using FsCheck.Fluent;
using Twin.City.Duplicates;

namespace Twin.City.Tests.Duplicates;

public class TextBigramsTests
{
    [Theory]
    [InlineData("井盖不见了，很危险", "这里的井盖不见了 危险", 0.5, 1)]
    [InlineData("井盖不见了", "夜里施工太吵", 0, 0.01)]
    [InlineData("Manhole cover is missing", "missing manhole cover", 0.7, 1)]
    [InlineData("ＡＢＣ路灯", "abc路灯", 1, 1)]
    [InlineData("灯", "灯。", 1, 1)]
    public void Texts_of_one_matter_are_alike(string one, string other, double least, double most)
    {
        Assert.InRange(TextBigrams.Of(one).AlikeTo(TextBigrams.Of(other)), least, most);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ，。!")]
    public void Without_words_nothing_is_alike(string? text)
    {
        Assert.True(TextBigrams.Of(text).IsNone);
        Assert.Equal(0, TextBigrams.Of(text).AlikeTo(TextBigrams.Of("路灯")));
    }

    [Fact]
    public void Likeness_is_the_same_both_ways_and_whole_with_itself()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (text, another) =>
        {
            var (one, other) = (TextBigrams.Of(text), TextBigrams.Of(another));
            var alike = one.AlikeTo(other);
            Assert.InRange(alike, 0, 1);
            Assert.Equal(alike, other.AlikeTo(one));
            Assert.True(one.IsNone || one.AlikeTo(one) == 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Half_a_sign_is_no_fault()
    {
        Assert.False(TextBigrams.Of("路灯\ud83d不亮").IsNone);
    }
}
