using System.Text;
using System.Text.Json;
using Twin.City.Json;

namespace Twin.City.Tests.Json;

public sealed class SharedWordsTests
{
    [Fact]
    public void The_same_word_is_the_same_string()
    {
        Assert.Same(Read("\"g-12-shared\""), Read("\"g-12-shared\""));
        Assert.NotSame(Read("\"g-13-shared\""), Read("\"g-12-shared\""));
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"g-1\"", "g-1")]
    [InlineData("\"\\u0067-1\"", "g-1")]
    [InlineData("\"网格\"", "网格")]
    [InlineData("null", null)]
    public void Every_word_is_read_as_it_is_written(string json, string? word) => Assert.Equal(word, Read(json));

    [Fact]
    public void A_long_word_and_one_in_pieces_are_read_too()
    {
        var word = new string('a', 200);
        Assert.Equal(word, Read($"\"{word}\""));
        Assert.NotSame(Read($"\"{word}\""), Read($"\"{word}\""));
    }

    [Fact]
    public void Words_that_share_a_place_stay_apart()
    {
        // Many more words than places: each is still itself, whoever had its place before.
        for (var round = 0; round < 2; round++)
        {
            for (var at = 0; at < 50_000; at++)
            {
                var word = $"w-{at}";
                Assert.Equal(word, Read($"\"{word}\""));
            }
        }
    }

    private static string? Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Assert.True(reader.Read());
        return SharedWords.Read(ref reader);
    }
}
