namespace Twin.Grains.Feeds;

/// <summary>A feed is named by its kind and the id of its consumer: <c>area:…</c>, <c>post:…</c>.</summary>
public static class FeedName
{
    public const string Area = "area";

    public const string Post = "post";

    public const string Building = "building";

    public const string Site = "site";

    public static string Of(string kind, string id) => $"{kind}:{id}";

    /// <summary>Kind and id; an id may hold colons.</summary>
    public static (string Kind, string Id) Part(string feed)
    {
        var colon = feed.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (feed, "") : (feed[..colon], feed[(colon + 1)..]);
    }
}
