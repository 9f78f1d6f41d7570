using Twin.City.Search;

namespace Twin.City.Tests.Search;

/// <summary>Chinese by pairs of signs, Latin by words, wide signs folded; what is taken out is gone.</summary>
public sealed class TextIndexTests
{
    [Theory]
    [InlineData("井盖", 1)]
    [InlineData("井盖 松动", 1)]
    [InlineData("松动井盖", 0)]
    [InlineData("盖", 1)]
    [InlineData("路灯", 2, 3)]
    [InlineData("路灯 凌晨", 3)]
    [InlineData("3号楼", 1, 2)]
    [InlineData("３号楼", 1, 2)]
    [InlineData("B座", 3)]
    [InlineData("ｂ座", 3)]
    [InlineData("LED", 3)]
    [InlineData("led 灯", 3)]
    [InlineData("LE", 0)]
    [InlineData("13号楼", 0)]
    [InlineData("号楼", 1, 2)]
    [InlineData("，。", 0)]
    [InlineData("东门", 1, 2, 3)]
    [InlineData("人民路", 0)]
    public void Sentences_are_found_by_what_stands_in_them(string typed, params int[] expected)
    {
        var index = Sentences();

        var found = index.Find(TextPhrase.Read(typed));

        Assert.Equal(expected.Where(one => one > 0), found.Order());
    }

    [Fact]
    public void What_is_taken_out_or_replaced_is_found_no_more()
    {
        var index = Sentences();
        index.Remove(1);
        index.Put(2, "report", "路灯已修好");

        Assert.Empty(index.Find(TextPhrase.Read("井盖")));
        Assert.Empty(index.Find(TextPhrase.Read("3号楼")));
        Assert.Equal([2], index.Find(TextPhrase.Read("修好")));
        Assert.Equal(2, index.Count);
        index.Put(2, "report", "");
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void A_case_has_several_texts_and_is_found_once()
    {
        var index = Sentences();
        index.Put(1, "result", "井盖已更换");

        Assert.Equal([1], index.Find(TextPhrase.Read("井盖")));
        Assert.Empty(index.Find(TextPhrase.Read("更换 松动")));
    }

    [Fact]
    public void Thousands_of_changes_leave_what_is_there_and_nothing_else()
    {
        var index = new TextIndex<int>();
        for (var turn = 0; turn < 5_000; turn++)
        {
            index.Put(turn % 700, "report", $"第{turn}次 报修 {turn % 7} 号泵");
        }

        for (var key = 0; key < 350; key++) index.Remove(key);

        Assert.Equal(350, index.Count);
        Assert.Equal([699], index.Find(TextPhrase.Read("第4899次")));
        Assert.Empty(index.Find(TextPhrase.Read("第4000次")));
        Assert.Equal(350, index.Find(TextPhrase.Read("报修")).Count);
    }

    [Fact]
    public void Rare_signs_beyond_the_first_plane_are_found_too()
    {
        var index = new TextIndex<int>();
        index.Put(1, "report", "门牌写着𠮷祥里");

        Assert.Equal([1], index.Find(TextPhrase.Read("𠮷祥")));
        Assert.Equal("门牌写着𠮷祥里", FoldedText.Of("门牌写着𠮷祥里"));
        Assert.Equal("停在 b 座 12 号，".Trim('，'), FoldedText.Of("停在Ｂ座12号，"));
    }

    private static TextIndex<int> Sentences()
    {
        var index = new TextIndex<int>();
        index.Put(1, "report", "小区东门的井盖松动了，3号楼门口，老人差点绊倒。");
        index.Put(2, "report", "东门路灯不亮，3 号楼一片漆黑");
        index.Put(3, "report", "Ｂ座东门ＬＥＤ灯箱坠落，路灯 也在闪，凌晨 2 点");
        return index;
    }
}
