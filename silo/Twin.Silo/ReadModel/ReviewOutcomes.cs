using Twin.City;
using Twin.City.Cases;
using Twin.City.Reviews;

namespace Twin.Silo.ReadModel;

/// <summary>Cases that meetings decided on, by the review that they were decided about, in their order.</summary>
internal sealed class ReviewOutcomes
{
    private readonly Dictionary<ReviewKey, List<(CaseId Case, DateTimeOffset Until)>> _decided = [];

    public IReadOnlyList<(CaseId Case, DateTimeOffset Until)> Of(ReviewKey review) =>
        _decided.GetValueOrDefault(review) ?? [];

    public void Apply(Committed fact)
    {
        if (fact.Happened is CaseEvent.Reported { Source: CaseSource.Leader, SourceRef: { } text }
            && ReviewKey.Parse(text) is { } found)
        {
            if (!_decided.TryGetValue(found.Review, out var cases))
            {
                _decided.Add(found.Review, cases = []);
            }

            cases.Add((fact.Case, found.Until));
        }
    }
}
