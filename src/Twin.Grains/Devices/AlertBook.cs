using System.Collections.Immutable;
using Twin.City;
using Twin.City.Devices;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Devices;

/// <summary>The alerts of all devices as this silo has read them, for lists.</summary>
public sealed class AlertBook(IEventLog log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ImmutableDictionary<DeviceId, AlertState> _states =
        ImmutableDictionary<DeviceId, AlertState>.Empty;

    private long _number;
    private long _position;

    /// <summary>True up to the log's head when this is asked.</summary>
    public async Task<(ImmutableDictionary<DeviceId, AlertState> States, long Position)> Now(CancellationToken cancel)
    {
        var head = log.Head.Position;
        await _turn.WaitAsync(cancel);
        try
        {
            if (_position >= head) return (_states, _position);
            await foreach (var fact in log.FeedAfter(DeviceGrain.Feed, _number, cancel))
            {
                var device = DeviceGrain.DeviceOf(fact.Stream);
                _states = _states.SetItem(device, _states.GetValueOrDefault(device, AlertState.None)
                    .After(FactFamilies.Alerts.Read(fact), fact.Position, fact.At));
                _number++;
            }

            _position = head;
            return (_states, head);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
