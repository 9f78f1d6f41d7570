namespace Twin.Grains.Feeds;

/// <summary>Reads the names that <see cref="Twin.City.Cases.CaseFeeds"/> gives to feeds: kind, colon, id.</summary>
public static class FeedName
{
    public const string Area = "area";

    public const string Post = "post";

    public const string Building = "building";

    public const string Site = "site";

    /// <summary>Kind and id; an id may hold colons.</summary>
    public static (string Kind, string Id) Part(string feed)
    {
        var colon = feed.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (feed, "") : (feed[..colon], feed[(colon + 1)..]);
    }
}
