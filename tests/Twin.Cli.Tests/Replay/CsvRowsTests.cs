using System.IO.Compression;
using System.Text;
using Twin.Cli.Replay.Rows;
using Twin.Cli.Terminal;

namespace Twin.Cli.Tests.Replay;

public class CsvRowsTests
{
    [Fact]
    public void A_quoted_cell_keeps_commas_quotes_and_line_ends()
    {
        var rows = Read("id,text\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,d\n");

        Assert.Equal(["1", "a, \"b\"\r\nc"], rows[0].Cells);
        Assert.Equal(["2", "d"], rows[1].Cells);
    }

    [Fact]
    public void A_row_knows_the_line_it_starts_on()
    {
        var rows = Read("id,text\n1,\"two\nlines\"\n2,x\n");

        Assert.Equal([2, 4], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("a,b\n1,\n", "1", "")]
    [InlineData("a,b\n,2", "", "2")]
    [InlineData("a,b\r\n,\r\n", "", "")]
    public void Empty_cells_are_cells(string text, string first, string second) =>
        Assert.Equal([first, second], Assert.Single(Read(text)).Cells);

    [Fact]
    public void Empty_lines_are_no_rows() => Assert.Single(Read("a,b\n\n1,2\n\n"));

    [Fact]
    public void A_quote_that_never_ends_is_told_with_its_line()
    {
        var wrong = Assert.Throws<InputException>(() => Read("a,b\n1,2\n3,\"4\n5,6\n"));

        Assert.StartsWith("Line 3:", wrong.Message);
    }

    [Fact]
    public void A_gzip_file_reads_like_a_plain_one()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var zip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            {
                zip.Write(Encoding.UTF8.GetBytes("街道,b\n一,2\n"));
            }

            using var rows = CsvRows.Open(file);
            Assert.Equal(["街道", "b"], rows.Header);
            Assert.Equal(["一", "2"], Assert.Single(rows.Read().ToArray()).Cells);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.Contains("nowhere.csv", Assert.Throws<InputException>(() => CsvRows.Open("nowhere.csv")).Message);

    [Fact]
    public void A_cell_longer_than_the_buffer_stays_whole()
    {
        var longText = new string('x', 200_000);

        Assert.Equal(longText, Assert.Single(Read($"a\n\"{longText}\"\n")).Cells[0]);
    }

    private static CsvRow[] Read(string text)
    {
        using var rows = new CsvRows(new StringReader(text));
        return [.. rows.Read()];
    }
}
