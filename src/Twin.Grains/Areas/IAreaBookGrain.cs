using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Areas;

namespace Twin.Grains.Areas;

/// <summary>Keeps the city's map of areas and grids: its one writer. Key: <see cref="CityTree.BookKey"/>.</summary>
public interface IAreaBookGrain : IGrainWithStringKey
{
    /// <summary>What the command would change and what would move; nothing is stored.</summary>
    [ResponseTimeout("00:02:00")]
    Task<AreaPreview> Preview(AreaOrder order, CancellationToken cancel = default);

    /// <summary>Changes the map and takes open cases home; answers after all facts are durable.</summary>
    [ResponseTimeout("00:10:00")]
    Task<AreaAnswer> Do(AreaOrder order, CancellationToken cancel = default);

    /// <summary>Takes over what a new import changed; once for each pair of sets.</summary>
    [ResponseTimeout("00:10:00")]
    Task<AreaAnswer> Adopt(ImmutableArray<AreaEvent> changes, string commandId, CancellationToken cancel = default);
}

/// <summary>What would happen.</summary>
/// <param name="Hash">Send it with the command: only exactly this change is then made.</param>
/// <param name="Position">Log position that the open cases were looked at.</param>
/// <param name="Cases">Open cases and where each would go, as of now; traffic goes on.</param>
public sealed record AreaPreview(
    string Hash, long Position, ImmutableArray<AreaEvent> Happened, ImmutableArray<CaseMoving> Cases, Refusal? Refusal);

public sealed record CaseMoving(CaseId Case, HomeId From, HomeId To);

/// <summary>What happened.</summary>
/// <param name="Position">Log position of the last fact of the map.</param>
/// <param name="CasesMoved">Open cases that were taken home.</param>
/// <param name="CasesLeft">Cases that could not go yet; their home sends them as soon as it can.</param>
/// <param name="Again">The command was carried out before.</param>
public sealed record AreaAnswer(
    long Position, ImmutableArray<AreaEvent> Happened, int CasesMoved, int CasesLeft, Refusal? Refusal, bool Again);
