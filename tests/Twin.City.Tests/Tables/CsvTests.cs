using Twin.City.Cases;
using Twin.City.Tables;

namespace Twin.City.Tests.Tables;

public class CsvTests
{
    [Fact]
    public void Quoted_cells_hold_commas_quotes_and_line_breaks()
    {
        var table = Csv.Parse("t", "a,b\r\n\"1, one\",\"he said \"\"no\"\"\nand left\"\r\n\r\n2,\r\n");

        Assert.Equal(["a", "b"], table.Header);
        Assert.Equal(2, table.Rows.Length);
        Assert.Equal("1, one", table.Rows[0]["a"]);
        Assert.Equal("he said \"no\"\nand left", table.Rows[0]["b"]);
        Assert.Null(table.Rows[1].Optional("b"));
    }

    [Fact]
    public void A_mark_at_the_start_of_the_file_is_no_part_of_the_header()
    {
        Assert.Equal(["a"], Csv.Parse("t", "\uFEFFa\n1").Header);
    }

    [Theory]
    [InlineData("", "no line")]
    [InlineData("a,b\n1", "row 2 has 1 cells")]
    [InlineData("a\n\"1", "no end")]
    public void What_is_wrong_with_a_table_is_said(string text, string sentence)
    {
        var fault = Assert.Throws<FormatException>(() => Csv.Parse("t", text));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_cell_is_named_by_row_and_column()
    {
        var row = Csv.Parse("t", "flag,stage,list\nmaybe,Nowhere,a;b").Rows[0];

        Assert.Contains("row 2, column 'flag'", Fault(() => row.Yes("flag")), StringComparison.Ordinal);
        Assert.Contains("'Nowhere'", Fault(() => row.Word<CaseStage>("stage")), StringComparison.Ordinal);
        Assert.Contains("no column 'other'", Fault(() => row["other"].Length), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], row.List("list"));
    }

    private static string Fault(Func<object> read) => Assert.Throws<FormatException>(() => read()).Message;
}
