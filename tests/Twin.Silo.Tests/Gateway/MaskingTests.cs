using Twin.Silo.Gateway;

namespace Twin.Silo.Tests.Gateway;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("打13812345678找我", "打***找我")]
    [InlineData("+86 138 1234 5678", "***")]
    [InlineData("138-1234-5678。", "***。")]
    [InlineData("１３８１２３４５６７８", "***")]
    [InlineData("座机0575-87654321", "座机***")]
    [InlineData("号码33068119900101123X。", "号码***。")]
    [InlineData("写信到 a.b+c@mail.example.cn 吧", "写信到 *** 吧")]
    [InlineData("卡号6222 0202 0000 1234 567", "卡号***")]
    [InlineData("扣扣 123456789", "扣扣 ***")]
    [InlineData("两个13812345678和13912345678", "两个***和***")]
    public void Numbers_of_people_are_hidden(string text, string expected) => Assert.Equal(expected, Masking.Of(text));

    [Theory]
    [InlineData("路口积水到30厘米")]
    [InlineData("2026-03-01 08:00 开始")]
    [InlineData("幸福路12号3幢2单元601")]
    [InlineData("110 119 120 12345")]
    [InlineData("")]
    public void Other_numbers_stay(string text) => Assert.Equal(text, Masking.Of(text));
}
