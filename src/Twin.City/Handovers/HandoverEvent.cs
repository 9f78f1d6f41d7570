using Twin.City.Cases;

namespace Twin.City.Handovers;

/// <summary>A fact in the handover book of one area. Stored for ever: add fields, rename none.</summary>
/// <remarks>Kind words: <c>handover/HandedOver</c>, <c>handover/TakenOver</c>. The envelope says who signs.</remarks>
public abstract record HandoverEvent
{
    private HandoverEvent() { }

    /// <summary>One shift signs what it leaves.</summary>
    /// <param name="UpTo">Log position up to which it was so.</param>
    /// <param name="Open">Open cases of the area then.</param>
    /// <param name="Pressing">Those that the next shift must look at, the most pressing first.</param>
    public sealed record HandedOver(long UpTo, int Open, FactList<CaseId> Pressing, FactList<Promise> Promises)
        : HandoverEvent;

    /// <summary>The next shift signs that it has read it.</summary>
    /// <param name="Entry">Version of the fact that was handed over.</param>
    public sealed record TakenOver(long Entry) : HandoverEvent;
}

/// <summary>What somebody was promised; the words lie in the vault under the key of the case.</summary>
public sealed record Promise(CaseId Case, Words Text, DateTimeOffset? Until = null);
