using Twin.City.Boards;

namespace Twin.Grains.Homes;

/// <summary>Sends a board to the parent whenever it changed: one in flight, and only the newest waits.</summary>
/// <remarks>
/// No timer: how fast boards rise is how fast the parent answers. A failed one waits for <see cref="Retry"/>.
/// </remarks>
internal sealed class Upward(Func<long, Board, Task> send, Action<Exception> failed)
{
    // A parent that never heard of this child holds nothing for it.
    private Board _sent;
    private Board _newest;
    private long _version;
    private bool _inFlight;

    /// <summary>The parent has not taken the newest board, and nothing is under way.</summary>
    public bool Stuck => !_inFlight && _sent != _newest;

    public void Offer(Board board)
    {
        _newest = board;
        Retry();
    }

    public void Retry()
    {
        if (Stuck)
        {
            _inFlight = true;
            _ = SendNewest();
        }
    }

    /// <summary>Runs beside the turns of its grain, never two at a time.</summary>
    private async Task SendNewest()
    {
        try
        {
            while (_sent != _newest)
            {
                var board = _newest;
                await send(++_version, board);
                _sent = board;
            }
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
