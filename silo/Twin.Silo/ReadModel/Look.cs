using System.Collections.Immutable;
using Twin.City;
using Twin.City.Posts;
using Twin.City.Reviews;

namespace Twin.Silo.ReadModel;

/// <summary>One moment of the list; use it only inside <see cref="CaseList.Look"/>.</summary>
internal readonly ref struct Look(
    Dictionary<CaseId, CaseEntry> cases, Dictionary<string, CaseEntry> byReceipt, Dictionary<HomeId, Shelf> shelves,
    ObligationShelf obligations, ReviewOutcomes outcomes, IReadOnlyCollection<CaseEntry> ringing, TakenSeats seats,
    long position)
{
    /// <summary>The list is true up to here.</summary>
    public long Position { get; } = position;

    /// <summary>All of the city, in no order.</summary>
    public IReadOnlyCollection<CaseEntry> Cases { get; } = cases.Values;

    /// <summary>Seats that somebody has taken.</summary>
    public IReadOnlyCollection<PostId> Seated { get; } = seats.Posts;

    /// <summary>Cases with a bell that rings.</summary>
    public IReadOnlyCollection<CaseEntry> Ringing { get; } = ringing;

    public CaseEntry? Case(CaseId id) => cases.GetValueOrDefault(id);

    public CaseEntry? CaseOfReceipt(string hash) => byReceipt.GetValueOrDefault(hash);

    /// <summary>Null while nothing has happened there.</summary>
    public Shelf? Shelf(HomeId home) => shelves.GetValueOrDefault(home);

    /// <summary>What a department owes or waits to be rated for.</summary>
    public IEnumerable<OwedRow> OwedBy(DepartmentId department) => obligations.OwedBy(department);

    /// <summary>What was decided about a review, oldest first.</summary>
    public IReadOnlyList<(CaseId Case, DateTimeOffset Until)> DecidedAbout(ReviewKey review) => outcomes.Of(review);

    public long FactsOf(HomeId home) => shelves.GetValueOrDefault(home)?.Facts ?? 0;

    public ImmutableArray<long> FactsOf(ImmutableArray<HomeId> homes)
    {
        var facts = ImmutableArray.CreateBuilder<long>(homes.Length);
        foreach (var home in homes)
        {
            facts.Add(FactsOf(home));
        }

        return facts.MoveToImmutable();
    }
}
