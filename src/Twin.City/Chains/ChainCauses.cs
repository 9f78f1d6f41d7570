using System.Collections.Frozen;
using System.Globalization;
using Twin.City.Cases;

namespace Twin.City.Chains;

/// <summary>Which earlier fact of its case a fact follows from.</summary>
internal static class ChainCauses
{
    /// <summary>What answers something follows from the newest of what it may answer.</summary>
    private static readonly FrozenDictionary<string, string[]> Answers = new Dictionary<string, string[]>
    {
        [nameof(CaseEvent.Accepted)] =
            [nameof(CaseEvent.Dispatched), nameof(CaseEvent.Offered), nameof(CaseEvent.Escalated)],
        [nameof(CaseEvent.Returned)] = [nameof(CaseEvent.Dispatched), nameof(CaseEvent.Offered)],
        [nameof(CaseEvent.OwnerRuled)] = [nameof(CaseEvent.OwnershipDisputed), nameof(CaseEvent.Returned)],
        [nameof(CaseEvent.SpotConfirmed)] = [nameof(CaseEvent.SpotCheckOrdered)],
        [nameof(CaseEvent.NothingFound)] = [nameof(CaseEvent.SpotCheckOrdered)],
        [nameof(CaseEvent.Appealed)] = [nameof(CaseEvent.NotAccepted), nameof(CaseEvent.NothingFound)],
        [nameof(CaseEvent.Unmerged)] = [nameof(CaseEvent.Merged)],
        [nameof(CaseEvent.DuplicateRemoved)] = [nameof(CaseEvent.DuplicateAdded)],
        [nameof(CaseEvent.ReferralReturned)] = [nameof(CaseEvent.ReferredOut)],
        [nameof(CaseEvent.ExtensionGranted)] = [nameof(CaseEvent.ExtensionAsked)],
        [nameof(CaseEvent.ExtensionDenied)] = [nameof(CaseEvent.ExtensionAsked)],
        [nameof(CaseEvent.ExtensionLapsed)] = [nameof(CaseEvent.ExtensionAsked)],
        [nameof(CaseEvent.PendingRenewed)] = [nameof(CaseEvent.Pended)],
        [nameof(CaseEvent.Resumed)] = [nameof(CaseEvent.Pended)],
        [nameof(CaseEvent.PartHandled)] = [nameof(CaseEvent.OneThingOpened)],
        [nameof(CaseEvent.PartReturned)] = [nameof(CaseEvent.OneThingOpened)],
        [nameof(CaseEvent.PartDropped)] = [nameof(CaseEvent.OneThingOpened)],
        [nameof(CaseEvent.Rejoined)] = [nameof(CaseEvent.OneThingOpened)],
        [nameof(CaseEvent.Handled)] = [nameof(CaseEvent.Accepted)],
        [nameof(CaseEvent.CheckOpened)] = [nameof(CaseEvent.Handled), nameof(CaseEvent.HandledOnSpot)],
        [nameof(CaseEvent.CheckPassed)] = [nameof(CaseEvent.CheckOpened)],
        [nameof(CaseEvent.CheckFailed)] = [nameof(CaseEvent.CheckOpened)],
        [nameof(CaseEvent.CheckLapsed)] = [nameof(CaseEvent.CheckOpened)],
        [nameof(CaseEvent.FollowedUp)] = [nameof(CaseEvent.CheckPassed), nameof(CaseEvent.CheckLapsed)],
        [nameof(CaseEvent.Rated)] = [nameof(CaseEvent.Handled), nameof(CaseEvent.HandledOnSpot)],
        [nameof(CaseEvent.AgreementBroken)] = [nameof(CaseEvent.AgreementMade)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Version of the link that a fact follows from: what answers nothing follows the one before.</summary>
    public static long? Of(CaseEvent happened, ObligationId? obligation, List<ChainLink> links)
    {
        if (links.Count == 0) return null;
        var cause = happened switch
        {
            CaseEvent.DeadlinePassed e => e.Clock.StartedBy,
            CaseEvent.DeadlineMoved e => e.Clock.StartedBy,
            CaseEvent.BellAnswered e => e.Bell.StartedBy,
            CaseEvent.Accepted { Offer: { } offer } => NumberOf(offer, links),
            CaseEvent.OfferExpired e => NumberOf(e.Offer, links),
            CaseEvent.OfferSeen e => NumberOf(e.Offer, links),
            CaseEvent.Supervised e => Last(links, link => IsPassed(link, e.Reason)),
            CaseEvent.WhistleRaised => null,
            _ when obligation is not null =>
                Last(links, link => link.Obligation == obligation) ?? Opening(obligation.Value, links),
            _ when Answers.TryGetValue(CaseWords.FactOf(happened), out var asked) =>
                Last(links, link => asked.Contains(link.Fact)),
            _ => null,
        };
        return cause ?? links[^1].Stamp.Version;
    }

    /// <summary>The obligation that a fact is about; a whistle's is named by the fact that raises it.</summary>
    public static ObligationId? ObligationOf(CaseEvent happened, long version) => happened switch
    {
        CaseEvent.WhistleRaised => new ObligationId(version.ToString(CultureInfo.InvariantCulture)),
        CaseEvent.ObligationMoved e => e.Obligation,
        CaseEvent.ObligationNoted e => e.Obligation,
        CaseEvent.ObligationRated e => e.Obligation,
        CaseEvent.ObligationSupervised e => e.Obligation,
        CaseEvent.DeadlinePassed e => e.Clock.Obligation,
        CaseEvent.DeadlineMoved e => e.Clock.Obligation,
        _ => null,
    };

    /// <summary>The other case that a fact joins to this one, or takes off it.</summary>
    public static CaseId? OtherOf(CaseEvent happened) => happened switch
    {
        CaseEvent.DuplicateAdded e => e.Duplicate,
        CaseEvent.DuplicateRemoved e => e.Duplicate,
        CaseEvent.Merged e => e.Parent,
        CaseEvent.Unmerged e => e.Parent,
        _ => null,
    };

    private static bool IsPassed(ChainLink link, string clock) =>
        link.Happened is CaseEvent.DeadlinePassed passed && passed.Clock.Name == clock;

    /// <summary>Parts of one thing are named by the fact that opened them, a dot and their number.</summary>
    private static long? Opening(ObligationId part, List<ChainLink> links) =>
        NumberOf(part.Value.Split('.')[0], links);

    /// <summary>What is named by its case and the number of its fact was made by that fact.</summary>
    private static long? NumberOf(string made, List<ChainLink> links) =>
        long.TryParse(
            made.AsSpan(made.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && version > 0 && version <= links[^1].Stamp.Version
            ? version
            : null;

    private static long? Last(List<ChainLink> links, Predicate<ChainLink> fits) =>
        links.FindLast(fits)?.Stamp.Version;
}
