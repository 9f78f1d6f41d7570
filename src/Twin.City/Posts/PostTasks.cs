using System.Collections.Immutable;
using Twin.City.Cases;

namespace Twin.City.Posts;

/// <summary>A task that lies open at a seat: offered, perhaps accepted, perhaps arrived at.</summary>
public sealed record OpenTask(
    CaseId Case, string Offer, TaskKind Kind, DateTimeOffset OfferedAt, bool Accepted = false, bool Arrived = false,
    bool Seen = false);

/// <summary>The open tasks of a seat as a fold of its feed <c>post:{id}</c>, each fact once and in order.</summary>
/// <remarks>Not safe for two threads; a grain has one turn at a time.</remarks>
public sealed class PostTasks(PostId post)
{
    private readonly Dictionary<CaseId, ImmutableArray<OpenTask>> _byCase = [];

    public int Count { get; private set; }

    /// <summary>Oldest offer first.</summary>
    public IEnumerable<OpenTask> Open => _byCase.Values.SelectMany(tasks => tasks)
        .OrderBy(task => task.OfferedAt).ThenBy(task => task.Offer, StringComparer.Ordinal);

    public bool Has(CaseId openCase) => _byCase.ContainsKey(openCase);

    public void Apply(Committed fact)
    {
        switch (fact.Happened)
        {
            case CaseEvent.Dispatched e when e.Post == post:
                Offer(fact, e.Offer, TaskKind.Handle);
                break;
            case CaseEvent.Offered e when e.Post == post:
                End(fact, task => !task.Accepted && task.Kind == e.Task);
                Offer(fact, e.Offer, e.Task);
                break;
            case CaseEvent.CheckOpened { Offer: { } offer } e when e.Post == post:
                Offer(fact, offer, TaskKind.Check);
                break;
            case CaseEvent.SpotCheckOrdered { Offer: { } offer } e when e.Post == post:
                Offer(fact, offer, TaskKind.SpotCheck);
                break;
            case CaseEvent.OfferExpired e:
                End(fact, task => task.Offer == e.Offer);
                break;
            case CaseEvent.Accepted { Offer: not null } e:
                // A stage offers one kind of task, so whatever is not taken by this accept was taken by it elsewhere.
                Change(fact, task => task.Offer == e.Offer ? task with { Accepted = true } : task);
                End(fact, task => !task.Accepted);
                break;
            case CaseEvent.OfferSeen e:
                Change(fact, task => task.Offer == e.Offer ? task with { Seen = true } : task);
                break;
            case CaseEvent.Arrived e when e.Post == post:
                Change(fact, task => task with { Arrived = task.Arrived || task.Accepted });
                break;
            default:
                // Facts that name the seat without giving a task; some of them end it.
                foreach (var kind in CaseTasks.EndedBy(fact.Happened)) End(fact, task => task.Kind == kind);
                break;
        }
    }

    private void Offer(Committed fact, string offer, TaskKind kind) =>
        Set(fact.Case, Of(fact).Add(new OpenTask(fact.Case, offer, kind, fact.At)));

    private void Change(Committed fact, Func<OpenTask, OpenTask> change) =>
        Set(fact.Case, ImmutableArray.CreateRange(Of(fact), change));

    private void End(Committed fact, Predicate<OpenTask> which) => Set(fact.Case, Of(fact).RemoveAll(which));

    private ImmutableArray<OpenTask> Of(Committed fact) =>
        _byCase.TryGetValue(fact.Case, out var tasks) ? tasks : [];

    private void Set(CaseId openCase, ImmutableArray<OpenTask> tasks)
    {
        Count += tasks.Length - (_byCase.TryGetValue(openCase, out var old) ? old.Length : 0);
        if (tasks.IsEmpty)
        {
            _byCase.Remove(openCase);
        }
        else
        {
            _byCase[openCase] = tasks;
        }
    }
}
