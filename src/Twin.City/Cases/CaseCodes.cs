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

    /// <summary>Why a matter is turned down.</summary>
    public static ImmutableArray<string> NotAcceptedFor { get; } =
        ["InCourt", "OutsidePower", "Malicious", "DuplicateClosed", "EmergencyLine"];

    /// <summary>Why an order is given back.</summary>
    public static ImmutableArray<string> ReturnedFor { get; } = ["MisDispatch", "NotOwnPower", "WrongPlace"];

    /// <summary>Why it cannot be solved at this level.</summary>
    public static ImmutableArray<string> EscalatedFor { get; } = ["Power", "Money", "Technique", "CrossBorder"];

    /// <summary>Why a check fails.</summary>
    public static ImmutableArray<string> FailedFor { get; } = ["NotFixed", "WrongPlace"];

    /// <summary>Why people raise the supervision; a clock gives its own name.</summary>
    public static ImmutableArray<string> SupervisedFor { get; } = ["Overdue", "Repeats", "CrossBorder", "Order"];

    /// <summary>Why a case is void.</summary>
    public static ImmutableArray<string> VoidedFor { get; } = ["Test", "False", "FiledTwice"];
}
