using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Twin.City;
using Twin.City.Areas;
using Twin.City.Boards;
using Twin.Grains.Areas;
using Twin.Grains.Cases;

namespace Twin.Grains.Homes;

/// <content>What a change of the map asks of a home: other children, another parent, cases sent away.</content>
internal sealed partial class LiveHome
{
    /// <summary>Cases sent away side by side; each is one append, and appends share commits.</summary>
    private const int SettleTogether = 64;

    private bool _unsettled = true;
    private DateTimeOffset _reshapedUntil;

    /// <summary>Its own open cases and where each is.</summary>
    public async Task<ImmutableArray<HomedCase>> Homed(CancellationToken cancel)
    {
        await HearHead(cancel);
        return [.. _own.Open.OrderBy(trace => trace.Case.Value, StringComparer.Ordinal)
            .Select(trace => new HomedCase(trace.Case, PlaceOf(trace)))];
    }

    /// <summary>Sends away what is not its own any more; answers how many could not go yet.</summary>
    public async Task<int> SettleNow(CancellationToken cancel)
    {
        await HearHead(cancel);
        await Settle(cancel);
        await HearHead(cancel);
        return Leaving().Count();
    }

    /// <summary>Takes the map as it is now; costs nothing while it stays the same.</summary>
    private void Reshape()
    {
        var map = _city.Tree.Book;
        if (ReferenceEquals(map, _map))
        {
            return;
        }

        _map = map;
        _reshapedUntil = _city.Time.GetUtcNow() + Feeds.Echoes.Until;
        _unsettled = true;
        LookUp();
        _seats.Reshape(map.SeatsOf(_id));
        if (_children.Reshape(map.ChildrenOf(_id), _ => { }))
        {
            // New children may rest and never call: the next beat asks them.
            (_gathered, _beats) = (false, 0);
        }

        _book.Forget(_children.All.Contains, map.SeatsOf(_id).Contains);
        _beat.Soon();
    }

    /// <summary>Tells its board to whoever is above it now.</summary>
    private void LookUp()
    {
        if (_map.Find(_id)?.Parent is { } parent && parent != _parentId)
        {
            var grain = _grains.GetGrain<IAreaGrain>(parent.Value);
            _parentId = parent;
            _parent = new Upward(
                (version, board) => grain.Put(_id, _book.Epoch, version, board),
                failure =>
                {
                    LogParentSilent(failure, _id, parent);
                    _beat.Soon();
                },
                _city.Time);
        }
    }

    /// <summary>
    /// A home that is over, or was drawn anew, sends its cases home. It looks at each beat: also a late report that was
    /// on its way when the map changed goes on.
    /// </summary>
    private async Task Settle(CancellationToken cancel)
    {
        if (_map.Find(_id) is { IsLive: true, Redrawn: false } || Mutants.Has(Mutants.ForgetToSettle))
        {
            _unsettled = false;
            return;
        }

        foreach (var some in Leaving().Select(trace => trace.Case).ToArray().Chunk(SettleTogether))
        {
            await Task.WhenAll(some.Select(one => SendHome(one, cancel)));
        }

        _unsettled = Leaving().Any();
    }

    private IEnumerable<CaseTrace> Leaving() => _map.Find(_id) is { IsLive: true, Redrawn: false }
        ? []
        : _own.Open.Where(trace => Rehoming.TargetOf(_map, _id, PlaceOf(trace)) is not null);

    private async Task SendHome(CaseId leaving, CancellationToken cancel)
    {
        try
        {
            await _grains.GetGrain<ICaseGrain>(leaving.Value).Rehome(cancel);
        }
        catch (Exception failure)
        {
            LogCaseStays(failure, leaving, _id);
        }
    }

    private async Task HearHead(CancellationToken cancel)
    {
        Reshape();
        await _own.LookAtHead(cancel);
        Changed();
    }

    private static CasePlace PlaceOf(CaseTrace trace) =>
        new(trace.At, trace.DefaultPlace, trace.Building, trace.Site);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} did not leave home {Home}; the beat asks again")]
    private partial void LogCaseStays(Exception failure, CaseId caseId, HomeId home);
}
