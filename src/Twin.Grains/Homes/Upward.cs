using Twin.City.Boards;

namespace Twin.Grains.Homes;

/// <summary>Sends a board to the parent whenever it changed: one in flight, and only the newest waits.</summary>
/// <remarks>
/// No timer: how fast boards rise is how fast the parent answers. A failed one waits for <see cref="Retry"/>.
/// Of two parents of one key the one that dies may have answered: for a while the same board is sent again, as the
/// pump tells heads again.
/// </remarks>
internal sealed class Upward(Func<long, Board, Task> send, Action<Exception> failed, TimeProvider time)
{
    // A parent that never heard of this child holds nothing for it.
    private Board _sent;
    private Board _newest;

    // A field and not a local: a board is large, and what waits would carry it along.
    private Board _onItsWay;
    private long _version;
    private bool _inFlight;
    private DateTimeOffset _echoFrom;
    private DateTimeOffset _echoUntil;

    /// <summary>Its last fact is young: <see cref="Echo"/> now and then.</summary>
    public bool Echoes => time.GetUtcNow() < _echoUntil;

    /// <summary>The parent has not taken the newest board, and nothing is under way.</summary>
    public bool Stuck => !_inFlight && _sent != _newest;

    public void Offer(Board board)
    {
        if (board.Facts != _newest.Facts)
        {
            // Not for what time alone changes: that is told each minute in any case.
            var now = time.GetUtcNow();
            (_echoFrom, _echoUntil) = (now + Feeds.Echoes.Every, now + Feeds.Echoes.Until);
        }

        _newest = board;
        Retry();
    }

    public void Retry()
    {
        if (Stuck)
        {
            Send();
        }
    }

    /// <summary>Sends the newest board once more, if it is time.</summary>
    public void Echo()
    {
        var now = time.GetUtcNow();
        if (!_inFlight && now >= _echoFrom && now < _echoUntil)
        {
            _echoFrom = now + Feeds.Echoes.Every;
            Send();
        }
    }

    private void Send()
    {
        _inFlight = true;
        _ = SendNewest();
    }

    /// <summary>Runs beside the turns of its grain, never two at a time.</summary>
    private async Task SendNewest()
    {
        try
        {
            do
            {
                _onItsWay = _newest;
                await send(++_version, _onItsWay);
                _sent = _onItsWay;
            }
            while (_sent != _newest);
        }
        catch (Exception failure)
        {
            // Whatever it was, the parent lacks the newest board, and the next beat offers it again.
            failed(failure);
        }
        finally
        {
            _inFlight = false;
        }
    }
}
