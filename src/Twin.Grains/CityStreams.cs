using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.Grains;

/// <summary>What one commit did to a case, as far as one feed is concerned: its facts in their order.</summary>
public sealed record CaseNews(ImmutableArray<Committed> Facts);

/// <summary>The streams that carry <see cref="CaseNews"/>; the key is the consumer's id.</summary>
/// <remarks>Streams are hints: whatever they lose is read from the log.</remarks>
public static class CityStreams
{
    /// <summary>The stream provider that the host registers.</summary>
    public const string Provider = "city";

    public const string ByGrid = "case-by-grid";

    public const string ByArea = "case-by-area";

    /// <summary>Key: the area whose clock grain holds the clocks of the fact's home.</summary>
    public const string ByClock = "case-by-clock";

    public const string ByPost = "case-by-post";

    public const string ByBuilding = "case-by-building";

    public const string BySite = "case-by-site";
}
