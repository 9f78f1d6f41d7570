using System.Security.Cryptography;
using Twin.Grains;

namespace Twin.Silo.Hosting;

/// <summary>Identities from the operating system's random numbers: 128 bits, never the same twice.</summary>
internal sealed class RandomIds : IIdSource
{
    public string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
