using Orleans;
using Twin.City;
using Twin.City.Admissions;
using Twin.Grains.Feeds;

namespace Twin.Grains.Admissions;

/// <summary>The gate before new duties of posts. Key: <see cref="AdmissionGrain.Key"/>.</summary>
public interface IAdmissionGrain : IGrainWithStringKey
{
    Task<Decided> Ask(
        AdmissionEvent.DutyAsked asked, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Admit(long duty, HomeId street, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> Refuse(
        long duty, HomeId area, string reason, Actor by, string commandId, CancellationToken cancel = default);

    Task<Decided> End(long duty, Actor by, string commandId, CancellationToken cancel = default);

    Task<AdmissionSight> See(CancellationToken cancel = default);
}

/// <summary>All duties at a position of the log.</summary>
public sealed record AdmissionSight(AdmissionBook Book, long Position);
