using System.Text.Json.Serialization;
using Twin.City.Households;
using Twin.City.Posts;

namespace Twin.Grains.Facts;

/// <summary>The families of facts that grains other than cases write, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PostEvent.SignedOn))]
[JsonSerializable(typeof(PostEvent.SignedOff))]
[JsonSerializable(typeof(HouseholdEvent.OccupancyDeclared))]
[JsonSerializable(typeof(NumberEvent.Reserved))]
internal sealed partial class OwnFacts : JsonSerializerContext
{
    public static FactFamily<PostEvent> OfPosts { get; } = new("post", Default);

    public static FactFamily<HouseholdEvent> OfHouseholds { get; } = new("household", Default);

    public static FactFamily<NumberEvent> OfNumbers { get; } = new("numbers", Default);
}

/// <summary>A fact about the numbers of one district and day.</summary>
internal abstract record NumberEvent
{
    private NumberEvent() { }

    /// <param name="UpTo">Numbers up to here may have been given; a restart goes on behind it.</param>
    public sealed record Reserved(long UpTo) : NumberEvent;
}
