using System.Text.Json;

namespace Twin.Long.Watchers;

/// <summary>As much of a frame as this suite needs, read without making the rest.</summary>
/// <param name="Drills">Reports of drills that the board counts; null where the board is unchanged.</param>
internal readonly record struct FrameGist(long Version, bool IsSnapshot, long? Drills)
{
    private const int ItemDepth = 2;
    private const int BoardDepth = 3;

    public static FrameGist Of(ReadOnlySpan<byte> message)
    {
        var json = new Utf8JsonReader(message);
        var gist = default(FrameGist);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            switch (json.CurrentDepth)
            {
                case ItemDepth when json.ValueTextEquals("version"u8) && json.Read():
                    gist = gist with { Version = json.GetInt64() };
                    break;
                case ItemDepth when json.ValueTextEquals("kind"u8) && json.Read():
                    gist = gist with { IsSnapshot = json.ValueTextEquals("snapshot"u8) };
                    break;
                case ItemDepth when json.ValueTextEquals("children"u8) || json.ValueTextEquals("cases"u8)
                    || json.ValueTextEquals("posts"u8):
                    json.Skip();
                    break;
                case BoardDepth when json.ValueTextEquals("drill"u8) && json.Read():
                    gist = gist with { Drills = json.GetInt64() };
                    break;
            }
        }

        return gist;
    }
}
