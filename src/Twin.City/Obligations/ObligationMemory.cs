using System.Collections.Immutable;
using System.Security.Cryptography;
using Twin.City.Clocks;
using Twin.City.Json;

namespace Twin.City.Obligations;

/// <summary>All of one obligation: how it stands, and its own clocks.</summary>
public sealed record ObligationMemory(ObligationState Obligation, FactList<CaseClock> Clocks)
{
    public static ObligationMemory Of(ObligationState one, ImmutableArray<CaseClock> clocks) =>
        new(one, new([.. clocks.Where(clock => clock.Id.Obligation == one.Id)]));

    /// <summary>SHA-256 of all that is known of it: two are equal when nothing of it has changed.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(CityJson.Encode(this).Span));
}
