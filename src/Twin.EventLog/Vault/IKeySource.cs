using System.Security.Cryptography;

namespace Twin.EventLog.Vault;

/// <summary>Where key bytes and nonces come from; a test brings its own.</summary>
public interface IKeySource
{
    /// <summary>Fills all bytes with unpredictable ones.</summary>
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's random numbers.</summary>
public sealed class SystemKeySource : IKeySource
{
    public static SystemKeySource Instance { get; } = new();

    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
