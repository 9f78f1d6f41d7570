using System.Security.Cryptography;
using System.Text;
using Twin.City.Boards;
using Twin.EventLog;

namespace Twin.Simulation.Replaying;

/// <summary>A city after its records were replayed.</summary>
/// <param name="CaseOf">The case that each record became, by the record's key.</param>
/// <param name="StateOf">How each case stands, by its id.</param>
/// <param name="Faults">Whatever was refused or failed.</param>
public sealed record ReplayedCity(
    LogHead Head, Board Root, IReadOnlyDictionary<string, string> CaseOf,
    IReadOnlyDictionary<string, CaseState> StateOf, IReadOnlyList<string> Faults)
{
    public required long Turns { get; init; }

    public required TimeSpan Lived { get; init; }

    public int Closed => StateOf.Values.Count(state => state.Stage == "Closed");

    public int Open => StateOf.Values.Count(state => state.Open);

    /// <summary>Of the whole log, the city's board and every case.</summary>
    public string Hash { get; } = HashOf(
        StateOf.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")
            .Prepend($"{Head.Position} {Head.Commit} {Head.Hash} {Root}"));

    private static string HashOf(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
