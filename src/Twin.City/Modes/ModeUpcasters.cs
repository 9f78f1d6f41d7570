using Twin.City.Json;

namespace Twin.City.Modes;

/// <summary>Lifts older shapes of these facts to today's; pure, and empty so far.</summary>
internal static class ModeUpcasters
{
    public static EncodedFact Lift(string kind, int schema, ReadOnlyMemory<byte> payload) => schema switch
    {
        CityJson.Schema => new EncodedFact(kind, payload),
        _ => throw new FormatException(
            $"Found schema {schema} of '{kind}'; this program reads 1 to {CityJson.Schema}. Start a newer one."),
    };
}
