using System.Text;
using System.Text.Json;

namespace Twin.City.Json;

/// <summary>One string for one word, where the same words come in millions of facts.</summary>
/// <remarks>
/// Each word has one place, by its hash; another word of the same place takes it. So nothing grows and nobody waits:
/// whoever does not find a word makes it anew.
/// </remarks>
internal static class SharedWords
{
    /// <summary>About as many as a city of twelve thousand buildings has homes, posts and buildings.</summary>
    private const int Places = 1 << 14;

    /// <summary>A longer word is no id of the map.</summary>
    private const int LongestBytes = 64;

    private static readonly string?[] Words = new string?[Places];

    /// <summary>The string at which the reader stands; null where it stands at null.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped
            || reader.ValueSpan.Length > LongestBytes)
        {
            return reader.GetString();
        }

        var hash = new HashCode();
        hash.AddBytes(reader.ValueSpan);
        ref var place = ref Words[hash.ToHashCode() & (Places - 1)];
        var known = Volatile.Read(ref place);
        return known is not null && Ascii.Equals(reader.ValueSpan, known) ? known : place = reader.GetString();
    }
}
