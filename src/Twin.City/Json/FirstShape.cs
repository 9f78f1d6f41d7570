namespace Twin.City.Json;

/// <summary>For families whose facts have had one shape so far; one that changes gets upcasters of its own.</summary>
internal static class FirstShape
{
    public static EncodedFact Lift(string kind, int schema, ReadOnlyMemory<byte> payload) => schema switch
    {
        CityJson.Schema => new EncodedFact(kind, payload),
        _ => throw new FormatException(
            $"Found schema {schema} of '{kind}'; this program reads 1 to {CityJson.Schema}. Start a newer one."),
    };
}
