using Twin.City.Privacy;

namespace Twin.City.Tests.Privacy;

public class MaskingTests
{
    [Theory]
    [InlineData("请打13812345678找我", "请打***找我")]
    [InlineData("138 1234 5678", "***")]
    [InlineData("138-1234-5678，谢谢", "***，谢谢")]
    [InlineData("１３８１２３４５６７８", "***")]
    [InlineData("+86 138 1234 5678", "***")]
    [InlineData("+8613812345678", "***")]
    [InlineData("8613812345678", "***")]
    [InlineData("0575-87654321", "***")]
    [InlineData("(0575)87654321", "***")]
    [InlineData("010 8765 4321-802", "***")]
    [InlineData("电话87654321", "电话***")]
    [InlineData("联系电话：8765-4321。", "联系电话：***。")]
    [InlineData("call 555-1234 now", "call *** now")]
    [InlineData("400-820-8820", "***")]
    [InlineData("+1 (617) 555-0142", "***")]
    [InlineData("(617) 555-0142 or 617.555.0143", "*** or ***")]
    [InlineData("+44 20 7946 0958", "***")]
    [InlineData("0044 20 7946 0958", "***")]
    public void Numbers_of_phones_are_masked(string text, string masked) => Assert.Equal(masked, Masking.Mask(text));

    [Theory]
    [InlineData("写信到 zhang.san+x@mail.example.com.cn。", "写信到 ***。")]
    [InlineData("A_B@EXAMPLE.ORG", "***")]
    [InlineData("ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "***")]
    public void Addresses_of_mail_are_masked(string text, string masked) => Assert.Equal(masked, Masking.Mask(text));

    [Theory]
    [InlineData("身份证330681199001011234。", "身份证***。")]
    [InlineData("33068119900101123x", "***")]
    [InlineData("330681 19900101 123X", "***")]
    [InlineData("330681200012319876", "***")]
    public void Identity_numbers_are_masked(string text, string masked) => Assert.Equal(masked, Masking.Mask(text));

    [Theory]
    [InlineData("案件号33068120260515000001")]
    [InlineData("2026-05-15 10:30 路面积水27厘米")]
    [InlineData("3幢2单元1801室，编号20260515")]
    [InlineData("浙D·12345 停在路口")]
    [InlineData("部件 3306810103000123")]
    [InlineData("坐标 120.155070, 30.274085")]
    [InlineData("罚款1200元，面积12345平方米")]
    [InlineData("Pothole at 1234 Main St, case 101000295613")]
    [InlineData("call 911")]
    [InlineData("@ 路口")]
    [InlineData("")]
    public void Numbers_of_things_stay(string text) => Assert.Same(text, Masking.Mask(text));

    [Fact]
    public void Several_are_masked_and_a_second_time_changes_nothing()
    {
        const string Text = "我13812345678，她13987654321，信箱 a@b.cn，在2栋";

        var masked = Masking.Mask(Text);

        Assert.Equal("我***，她***，信箱 ***，在2栋", masked);
        Assert.Same(masked, Masking.Mask(masked));
    }

    [Fact]
    public void Long_text_is_masked_in_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("a.b-c_d 1-3 8 ", 1_000)) + new string('1', 5_000)
            + new string('x', 5_000) + "@";

        Assert.Same(text, Masking.Mask(text));
    }
}
