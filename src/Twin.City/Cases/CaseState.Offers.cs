using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <content>Tasks that are offered, taken and ended.</content>
public sealed partial record CaseState
{
    private ImmutableArray<CaseOffer> OffersAfter(CaseEvent happened, DateTimeOffset at)
    {
        var offers = happened switch
        {
            CaseEvent.Dispatched e => Offers.Add(new(e.Offer, e.Post, e.Department, TaskKind.Handle, at)),
            CaseEvent.Offered e => Offered(e.Offer, e.Post, e.Task, at),
            CaseEvent.CheckOpened { Post: { } post, Offer: { } offer } => Offered(offer, post, TaskKind.Check, at),
            CaseEvent.SpotCheckOrdered { Post: { } post, Offer: { } offer } =>
                Offered(offer, post, TaskKind.SpotCheck, at),
            CaseEvent.OfferExpired e => Over(Offers, offer => offer.Offer == e.Offer),
            CaseEvent.Accepted { Offer: { } taken } => Taken(taken, at),
            CaseEvent.OfferSeen e => [.. Offers.Select(one => one.Offer == e.Offer ? one with { SeenAt = at } : one)],
            _ => Offers,
        };
        foreach (var kind in CaseTasks.EndedBy(happened))
        {
            for (var i = 0; i < offers.Length; i++)
            {
                var offer = offers[i];
                if (offer.Kind == kind && !offer.Over) offers = offers.SetItem(i, offer with { Over = true });
            }
        }

        return offers;
    }

    /// <summary>A new offer to the same post replaces its older open one.</summary>
    private ImmutableArray<CaseOffer> Offered(string offer, PostId post, TaskKind kind, DateTimeOffset at) =>
        Over(Offers, old => old.IsReplacedBy(post, kind)).Add(new(offer, post, null, kind, at));

    /// <summary>The first accept wins: other open offers of the same kind are over.</summary>
    private ImmutableArray<CaseOffer> Taken(string taken, DateTimeOffset at)
    {
        var kind = Offers.FirstOrDefault(offer => offer.Offer == taken)?.Kind;
        return [.. Offers.Select(offer => offer.Offer == taken ? offer with { AcceptedAt = at }
            : offer.IsOpen && offer.Kind == kind ? offer with { Over = true } : offer)];
    }

    private static ImmutableArray<CaseOffer> Over(ImmutableArray<CaseOffer> offers, Func<CaseOffer, bool> which) =>
        offers.IsEmpty
        ? offers
        : [.. offers.Select(offer => !offer.Over && which(offer) ? offer with { Over = true } : offer)];
}
