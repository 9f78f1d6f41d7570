using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <summary>Up to which of its merges and undoings one has heard of a case.</summary>
public readonly record struct MergeLink(CaseId Case, long Version);

/// <summary>What a parent must be told of a case that was merged into it, or was taken out of it again.</summary>
/// <remarks>
/// Several may tell it, at once, late and again. The versions of the merged case put their words into one order:
/// what is older than what the parent has heard is stale, so the newest word is the last one whoever brings it.
/// </remarks>
/// <param name="Link">Version of the merge, or of its undoing.</param>
public sealed record MergeWord(CaseId Child, CaseId Parent, long Link, bool IsMerged)
{
    /// <summary>Its identity is the merge's: told again, it counts once.</summary>
    public CaseOrder Order => new(
        IsMerged ? new CaseCommand.AddDuplicate(Child, Link) : new CaseCommand.RemoveDuplicate(Child, Link),
        $"merge/{Child}/{Link}", Actor.System, "city");

    /// <summary>What a fact of a merged case has its parent told; null for any other fact.</summary>
    public static MergeWord? Of(Committed fact) => fact.Happened switch
    {
        CaseEvent.Merged e => new MergeWord(fact.Case, e.Parent, fact.Version, IsMerged: true),
        CaseEvent.Unmerged e => new MergeWord(fact.Case, e.Parent, fact.Version, IsMerged: false),
        _ => null,
    };

    /// <summary>The newest one of a case; null when it was never merged.</summary>
    public static MergeWord? Of(CaseSight? sight)
    {
        if ((sight?.Parent ?? sight?.UnmergedFrom) is not { } parent) return null;
        var isMerged = sight!.Parent is not null;
        var kind = isMerged ? nameof(CaseEvent.Merged) : nameof(CaseEvent.Unmerged);
        return new MergeWord(sight.Case, parent, sight.Steps.Last(step => step.Kind == kind).Version, isMerged);
    }

    /// <summary>The parent has heard of this merge, or of what became of it since.</summary>
    internal static bool IsStale(ImmutableArray<MergeLink> heard, CaseCommand command) => command switch
    {
        CaseCommand.AddDuplicate { Link: { } link } e => IsHeard(heard, e.Duplicate, link),
        CaseCommand.RemoveDuplicate { Link: { } link } e => IsHeard(heard, e.Duplicate, link),
        _ => false,
    };

    internal static ImmutableArray<MergeLink> Heard(ImmutableArray<MergeLink> heard, CaseId child, long? link) =>
        link is { } known
            ? heard.RemoveAll(one => one.Case == child).Add(new MergeLink(child, known))
            : heard;

    private static bool IsHeard(ImmutableArray<MergeLink> heard, CaseId child, long link)
    {
        foreach (var one in heard)
        {
            if (one.Case == child) return one.Version >= link;
        }

        return false;
    }
}
