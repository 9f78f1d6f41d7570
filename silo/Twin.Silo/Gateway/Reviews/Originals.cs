using System.Collections.Immutable;
using Orleans;
using Twin.City;
using Twin.City.Boards;
using Twin.City.Cases;
using Twin.City.Duplicates;
using Twin.EventLog;
using Twin.Geo;
using Twin.Grains.Areas;
using Twin.Grains.Grids;

namespace Twin.Silo.Gateway.Reviews;

/// <summary>Looks for the open case that a report is a duplicate of: the homes say what is near, the vault how alike.
/// </summary>
/// <remarks>Texts are read here and forgotten at once; the audit of the vault names each read.</remarks>
internal sealed partial class Originals(
    IGrainFactory grains, CaseDoor cases, Places places, IVault vault, TimeProvider time, ILogger<Originals> logger)
{
    /// <summary>Why the vault is asked, in its audit.</summary>
    public const string Purpose = "duplicates";

    /// <summary>Texts of so many likely ones are compared; the others stay as they are.</summary>
    private const int TextsMost = 3;

    /// <summary>What is less likely by place, time and class gets no likelier by its text.</summary>
    private const double WorthReading = 0.2;

    /// <summary>A report waits so long for the search; then it goes on without.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The likeliest first; empty where none is likely, or nobody answered in time.</summary>
    public async ValueTask<ImmutableArray<DuplicateMatch>> Find(
        Sighting seen, HomeId home, Words? words, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            var near = Near(seen, home);
            if (await Task.WhenAny(near, Task.Delay(Patience, time, CancellationToken.None)) != near)
            {
                throw new TimeoutException($"The homes near did not answer within {Patience.TotalSeconds} s.");
            }

            var matches = DuplicateSearch.Among(
                (await near).Select(Sighting.Of), seen, time.GetUtcNow(), WorthReading);
            return matches.IsEmpty ? [] : await Read(seen, words, matches, both.Token);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogUnsearched(failure, seen.Case);
            return [];
        }
    }

    /// <summary>The parent of a merge, as it is right now.</summary>
    public async ValueTask<CaseKin> KinOf(CaseId parent, CancellationToken cancel) =>
        CaseKin.Of(parent, await cases.See(parent, cancel));

    private async Task<ImmutableArray<CaseTrace>> Near(Sighting seen, HomeId home)
    {
        var spot = new CaseSpot(home, seen.At, seen.Building, seen.Site);
        var since = seen.ReportedAt - DuplicateSearch.MergeWithin;
        // Each is awaited by itself: a wait for all calls at once would go on by the thread pool (decision 0007).
        var told = await Task.WhenAll(HomesNear(home, seen.At).Select(async one => places.IsGrid(one)
            ? await grains.GetGrain<IGridGrain>(one.Value).OpenNear(spot, since)
            : await grains.GetGrain<IAreaGrain>(one.Value).OpenNear(spot, since)));
        return [.. told.SelectMany(traces => traces)];
    }

    /// <summary>The home, and those that begin within the distance at which duplicates lie.</summary>
    private IEnumerable<HomeId> HomesNear(HomeId home, LngLat? at)
    {
        if (at is not { } here)
        {
            return [home];
        }

        var plane = new LocalMetres(here);
        const double Far = DuplicateBands.FarthestMetres;
        return ((ReadOnlySpan<(double East, double North)>)[(Far, 0), (-Far, 0), (0, Far), (0, -Far)]).ToArray()
            .Select(step => places.HomeOf(plane.At(step.East, step.North))).Prepend(home).Distinct();
    }

    private async Task<ImmutableArray<DuplicateMatch>> Read(
        Sighting seen, Words? words, ImmutableArray<DuplicateMatch> matches, CancellationToken cancel)
    {
        var own = seen.Text.IsNone ? await TextOf(seen.Case, words, cancel) : seen.Text;
        if (own.IsNone)
        {
            return [.. matches.Where(match => match.Confidence >= DuplicateWeights.Proposed)];
        }

        var texts = new Dictionary<CaseId, TextBigrams>();
        foreach (var match in matches.Take(TextsMost))
        {
            var sight = await cases.See(match.Case, cancel);
            texts[match.Case] = await TextOf(match.Case, sight?.Words, cancel);
        }

        return DuplicateSearch.Read(
            matches, own, known => texts.GetValueOrDefault(known, TextBigrams.None), DuplicateWeights.Proposed);
    }

    private async ValueTask<TextBigrams> TextOf(CaseId id, Words? words, CancellationToken cancel) => words is null
        ? TextBigrams.None
        : TextBigrams.Of(await vault.Read(
            new WordsRequest(id.Value, words.TextId, Author.System, Purpose, time.GetUtcNow()), cancel));

    [LoggerMessage(Level = LogLevel.Warning, Message = "No duplicates were looked for; case {Report} goes on without")]
    private partial void LogUnsearched(Exception failure, CaseId report);
}
