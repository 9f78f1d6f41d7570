using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <summary>What people choose from with a command; the gateway names the same words that decisions take.</summary>
public static class CaseCodes
{
    /// <summary>Parts of one thing, and departments named for them.</summary>
    public const int PartsMost = 50;

    /// <summary>Bodies that decide by law.</summary>
    public static ImmutableArray<string> Bodies { get; } =
        ["Police", "Fire", "Ambulance", "Court", "Arbitration", "Petition"];

    /// <summary>Why a case may be put on pending.</summary>
    public static ImmutableArray<string> PendingCauses { get; } = ["Engineering", "Season", "Legal", "Funding"];
}
