using Orleans;
using Twin.City.Cases;
using Twin.EventLog;
using Twin.Grains.Feeds;

namespace Twin.Grains.Cases;

/// <summary>Reserves numbers in blocks, so that a case costs no append of its own.</summary>
public sealed class NumbererGrain(Surroundings city, CaseRules rules) : Grain, INumbererGrain
{
    /// <summary>A crash leaves a gap of at most two blocks.</summary>
    private const int BlockNumbers = 100;

    private readonly string _epoch = city.Ids.Next();
    private OwnStream<NumberEvent> _stream = null!;
    private CaseNumbers _numbers = null!;
    private Task _reserving = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var district = this.GetPrimaryKeyString();
        _stream = new OwnStream<NumberEvent>(
            city.Log, $"numbers/{district}", FactFamilies.Numbers, DeactivateOnIdle);
        _numbers = new CaseNumbers(district, rules.Zone);
        await _stream.Load(Apply, cancellationToken);
        _numbers = _numbers.Awake();
    }

    public async Task<string> Next(CancellationToken cancel = default)
    {
        var now = city.Time.GetUtcNow();
        if (_numbers.Reserve(now, BlockNumbers) is not null)
        {
            await _reserving;
            if (_numbers.Reserve(now, BlockNumbers) is { } block)
            {
                await Store(block, now);
            }
        }

        (var caseNo, _numbers) = _numbers.Take(now);
        ReserveAhead(now);
        return caseNo;
    }

    /// <summary>The next block becomes durable while this one is handed out: a burst does not wait for it.</summary>
    private void ReserveAhead(DateTimeOffset now)
    {
        if (_reserving.IsCompleted && _numbers.Reserved - _numbers.Used < BlockNumbers / 2)
        {
            _reserving = Store(new NumberEvent.NumbersReserved(_numbers.Day, _numbers.Reserved + BlockNumbers), now);
        }
    }

    private async Task Store(NumberEvent.NumbersReserved block, DateTimeOffset now)
    {
        try
        {
            // Its own command id: the same block wanted by two activations must conflict, not be one command.
            await _stream.Append(block, Author.System, $"{_epoch}/{_stream.Version}", now);
            Apply(block);
        }
        catch
        {
            // Another activation may have reserved the block: the next one reads how far it came.
            DeactivateOnIdle();
            throw;
        }
    }

    private void Apply(NumberEvent happened) => _numbers = _numbers.After((NumberEvent.NumbersReserved)happened);
}
