using Twin.Silo.Options;

namespace Twin.Silo.Tests.Options;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_options_the_small_demo_city_starts_at_5080()
    {
        var options = Read([]);

        Assert.Equal(("http://127.0.0.1:5080", "small"), (options.Urls, options.City));
        Assert.Equal((LogStore.Sqlite, null), (options.Log, options.Traffic));
        Assert.EndsWith(Path.Combine("data", "small"), options.DataFolder, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_win_over_variables()
    {
        var variables = new Dictionary<string, string>
        {
            ["TWIN_CITY"] = "zhuji",
            ["TWIN_LOG"] = "memory",
            ["TWIN_TEST_DROP"] = "last",
        };

        var options = Read(["--log=sqlite", "--traffic", "off"], variables);

        Assert.Equal(("zhuji", LogStore.Sqlite, false, false, true), (
            options.City, options.Log, options.Traffic!.Value, options.DropFirst, options.DropLast));
    }

    [Theory]
    [InlineData("--citty zhuji", "--citty")]
    [InlineData("zhuji", "zhuji")]
    [InlineData("--city", "without a value")]
    [InlineData("--city small --city small", "twice")]
    [InlineData("--log oracle", "sqlite or memory")]
    [InlineData("--log postgres://twin@127.0.0.1/city?schema=A-B", "postgres://USER:PASSWORD@HOST:PORT/DATABASE")]
    [InlineData("--log postgres://twin@127.0.0.1/city?sslmode=always", "postgres://USER:PASSWORD@HOST:PORT/DATABASE")]
    [InlineData("--traffic maybe", "on or off")]
    [InlineData("--test-drop middle", "first, last")]
    [InlineData("--urls nowhere", "http://HOST:PORT")]
    [InlineData("--urls ftp://127.0.0.1:1", "http://HOST:PORT")]
    [InlineData("--city /no/such/folder", "a folder that exists")]
    public void What_cannot_be_is_said_in_a_sentence(string line, string sentence)
    {
        var fault = Assert.Throws<OptionException>(() => Read(line.Split(' ')));

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("Found ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_of_a_log_on_PostgreSQL_is_told_without_its_password()
    {
        var options = Read(["--log", "postgres://twin:s%20ecret@db.local:6001/city?schema=west&sslmode=require"]);

        Assert.Equal(LogStore.Postgres, options.Log);
        Assert.Equal("postgres://twin@db.local:6001/city?schema=west", options.LogPlace!.ToString());
        Assert.DoesNotContain("ecret", options.ToString(), StringComparison.Ordinal);
    }

    private static SiloOptions Read(string[] arguments, Dictionary<string, string>? variables = null) =>
        CommandLine.Read(arguments, name => variables?.GetValueOrDefault(name));
}
