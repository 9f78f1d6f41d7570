using System.Collections.Immutable;

namespace Twin.City.Cases;

/// <summary>The feeds that a fact belongs to; each numbers its facts without a gap.</summary>
/// <remarks>
/// <c>area:{home}</c>, both when the home changes; <c>post:{id}</c> of each post that the fact names or whose open
/// task it ends; <c>department:{id}</c> of the owner; <c>building:{id}</c>; <c>site:{id}</c>; <c>merges</c>.
/// </remarks>
public static class CaseFeeds
{
    /// <summary>Merges and their undoings, and what parents counted of them.</summary>
    public const string Merges = "merges";

    private const string AreaPrefix = "area:";

    public static string Area(HomeId home) => AreaPrefix + home.Value;

    /// <summary>The home whose feed this is; null for any other feed.</summary>
    public static HomeId? HomeOf(string feed) =>
        feed.StartsWith(AreaPrefix, StringComparison.Ordinal) ? new HomeId(feed[AreaPrefix.Length..]) : null;

    public static string Post(PostId post) => "post:" + post.Value;

    public static string Department(DepartmentId department) => "department:" + department.Value;

    public static string Building(BuildingId building) => "building:" + building.Value;

    public static string Site(KeySiteId site) => "site:" + site.Value;

    /// <summary>The home that a fact gives to its case; null when it says nothing of it.</summary>
    public static HomeId? HomeAfter(CaseEvent happened) => happened switch
    {
        CaseEvent.Reported e => e.Home,
        CaseEvent.HandledOnSpot e => e.Home,
        CaseEvent.Filed e => e.Home,
        CaseEvent.Rehomed e => e.Home,
        _ => PlaceAfter(happened)?.Home,
    };

    /// <summary>A better place that a fact gives to its case.</summary>
    public static CaseSpot? PlaceAfter(CaseEvent happened) => happened switch
    {
        CaseEvent.Corrected e => e.Place,
        CaseEvent.SpotConfirmed e => e.Place,
        CaseEvent.Appealed e => e.Place,
        _ => null,
    };

    /// <summary>What a fact tells the new home of a case that moves; null when it does not move.</summary>
    public static CaseMove? MoveOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Filed e => e.Moved,
        CaseEvent.Rehomed e => e.Moved,
        _ => happened.Brief?.Move,
    };

    public static ImmutableArray<string> Of(CaseState before, CaseEvent happened, CaseState after)
    {
        var feeds = ImmutableArray.CreateBuilder<string>(4);
        feeds.Add(Area(after.Home));
        if (before.Stage != CaseStage.Absent && before.Home != after.Home) feeds.Add(Area(before.Home));
        if (PostOf(happened) is { } named) feeds.Add(Post(named));
        AddEnded(feeds, before, after);
        if (before.OwnerDepartment is { } old) AddOnce(feeds, Department(old));
        if (after.OwnerDepartment is { } owner) AddOnce(feeds, Department(owner));
        AddObliged(feeds, before, happened, after);
        if (after.Building is { } building) feeds.Add(Building(building));
        if (before.Building is { } left && left != after.Building) feeds.Add(Building(left));
        if (after.Site is { } site) feeds.Add(Site(site));
        if (before.Site is { } gone && gone != after.Site) feeds.Add(Site(gone));
        if (IsOfMerge(happened)) feeds.Add(Merges);
        return feeds.DrainToImmutable();
    }

    private static bool IsOfMerge(CaseEvent happened) => happened
        is CaseEvent.Merged or CaseEvent.Unmerged or CaseEvent.DuplicateAdded or CaseEvent.DuplicateRemoved;

    private static void AddEnded(ImmutableArray<string>.Builder feeds, CaseState before, CaseState after)
    {
        for (var i = 0; i < before.Offers.Length; i++)
        {
            // Offers are only ever added at the end, so the same place is the same offer.
            var ends = !before.Offers[i].Over && after.Offers[i].Over;
            if (ends && before.Offers[i].Post is { } post) AddOnce(feeds, Post(post));
        }
    }

    /// <summary>Every department whose obligation the fact makes or changes; a moved one has two.</summary>
    private static void AddObliged(
        ImmutableArray<string>.Builder feeds, CaseState before, CaseEvent happened, CaseState after)
    {
        if (happened is CaseEvent.DeadlineMoved { Clock.Obligation: { } own })
        {
            AddOnce(feeds, Department(after.Obligations.First(one => one.Id == own).Department));
        }

        if (after.Obligations.IsEmpty || after.Obligations == before.Obligations) return;
        for (var i = 0; i < after.Obligations.Length; i++)
        {
            // Obligations are only ever added at the end, so the same place is the same obligation.
            var (old, now) = (i < before.Obligations.Length ? before.Obligations[i] : null, after.Obligations[i]);
            if (ReferenceEquals(old, now)) continue;
            AddOnce(feeds, Department(now.Department));
            if (old is not null) AddOnce(feeds, Department(old.Department));
        }
    }

    private static void AddOnce(ImmutableArray<string>.Builder feeds, string feed)
    {
        if (!feeds.Contains(feed)) feeds.Add(feed);
    }

    private static PostId? PostOf(CaseEvent happened) => happened switch
    {
        CaseEvent.Dispatched e => e.Post,
        CaseEvent.Offered e => e.Post,
        CaseEvent.OfferExpired e => e.Post,
        CaseEvent.OfferSeen e => e.Post,
        CaseEvent.Accepted e => e.Post,
        CaseEvent.Arrived e => e.Post,
        CaseEvent.Handled e => e.Post,
        CaseEvent.CheckOpened e => e.Post,
        CaseEvent.CheckPassed e => e.Post,
        CaseEvent.CheckFailed e => e.Post,
        CaseEvent.SpotCheckOrdered e => e.Post,
        CaseEvent.SpotConfirmed e => e.Post,
        CaseEvent.NothingFound e => e.Post,
        CaseEvent.Returned e => e.Post,
        CaseEvent.OwnerRuled e => e.Post,
        CaseEvent.OwnershipDisputed e => e.Post,
        CaseEvent.Reassigned e => e.Post,
        CaseEvent.HandledOnSpot e => e.Post,
        _ => null,
    };
}
