using Orleans;
using Twin.City;
using Twin.City.Admissions;
using Twin.Grains.Feeds;

namespace Twin.Grains.Admissions;

/// <summary>One gate for the city: two duties never take the same room at a post.</summary>
public sealed class AdmissionGrain(Surroundings city) : Grain, IAdmissionGrain
{
    /// <summary>There is one gate in a city.</summary>
    public const string Key = "city";

    private const string Stream = "admission";

    private DecidedStream<AdmissionBook, AdmissionEvent> _book = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = new OwnStream<AdmissionEvent>(city.Log, Stream, FactFamilies.Admissions, DeactivateOnIdle);
        _book = new(
            stream, Stream, city.Time, AdmissionBook.Empty,
            static (book, happened, fact) => book.After(happened, fact.Version, fact.At));
        await _book.Load(cancellationToken);
    }

    public Task<Decided> Ask(
        AdmissionEvent.DutyAsked asked, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((_, now) => AdmissionDecisions.Ask(asked, now), by, commandId, cancel);

    public Task<Decided> Admit(
        long duty, HomeId street, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do(
            (book, now) => AdmissionDecisions.Admit(book, duty, street, now, city.Tree.Covers), by, commandId, cancel);

    public Task<Decided> Refuse(
        long duty, HomeId area, string reason, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do(
            (book, now) => AdmissionDecisions.Refuse(book, duty, area, reason, now, city.Tree.Covers),
            by, commandId, cancel);

    public Task<Decided> End(long duty, Actor by, string commandId, CancellationToken cancel = default) =>
        _book.Do((book, now) => AdmissionDecisions.End(book, duty, by, now), by, commandId, cancel);

    public Task<AdmissionSight> See(CancellationToken cancel = default) =>
        Task.FromResult(new AdmissionSight(_book.State, _book.Position));
}
