using Twin.City;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Tests.Gateway;

public sealed class ReceiptsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_sender_source_and_key_mean_the_same_case()
    {
        var one = Receipts.CaseOf("anonymous", "App", "k");

        Assert.Equal(one, Receipts.CaseOf("anonymous", "App", "k"));
        Assert.NotEqual(one, Receipts.CaseOf("replay", "App", "k"));
        Assert.NotEqual(one, Receipts.CaseOf("anonymous", "Hotline", "k"));
        Assert.NotEqual(one, Receipts.CaseOf("anonymous", "App", "K"));
    }

    [Fact]
    public void A_receipt_depends_on_the_secret_and_survives_a_restart()
    {
        var id = new CaseId("c");
        var receipt = new Receipts(Secret.Open(_folder.FullName)).ReceiptOf(id);

        Assert.Equal(receipt, new Receipts(Secret.Open(_folder.FullName)).ReceiptOf(id));
        Assert.NotEqual(receipt, new Receipts(Secret.Open(Path.Combine(_folder.FullName, "other"))).ReceiptOf(id));
        Assert.Equal(16, receipt.Length);
    }

    [Fact]
    public void Receipts_of_many_cases_differ_and_use_every_sign()
    {
        var receipts = new Receipts(Secret.Open(_folder.FullName));
        var made = Enumerable.Range(0, 20_000).Select(at => receipts.ReceiptOf(new CaseId($"{at}"))).ToHashSet();

        Assert.Equal(20_000, made.Count);
        Assert.Equal(32, string.Concat(made).Distinct().Count());
        Assert.DoesNotContain(made, receipt => receipt.Any(char.IsLower));
        Assert.DoesNotContain(string.Concat(made), sign => sign is 'I' or 'L' or 'O' or 'U');
    }

    [Theory]
    [InlineData("nswy-ar9y f4xw-190q", "NSWYAR9YF4XW190Q")]
    [InlineData("NSWYAR9YF4XWI9OQ", "NSWYAR9YF4XW190Q")]
    public void A_receipt_is_read_as_people_type_it(string typed, string expected) =>
        Assert.Equal(expected, Receipts.Read(typed));

    [Theory]
    [InlineData("NSWYAR9YF4XW190")]
    [InlineData("NSWYAR9YF4XW190QQ")]
    [InlineData("NSWYAR9YF4XW190U")]
    [InlineData("")]
    public void What_is_no_receipt_is_none(string typed) => Assert.Null(Receipts.Read(typed));

    [Fact]
    public void A_damaged_secret_is_not_replaced_in_silence()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "gateway.key"), "short");

        var fault = Assert.Throws<InvalidDataException>(() => Secret.Open(_folder.FullName));

        Assert.Contains("expected 32", fault.Message, StringComparison.Ordinal);
    }
}
