using Orleans;
using Twin.EventLog;
using Twin.Grains.Facts;

namespace Twin.Grains.Numbers;

/// <summary>Reserves numbers in blocks, so that a case costs no append of its own.</summary>
[CollectionAgeLimit(Hours = 2)]
public sealed class NumbererGrain(IEventLog log, TimeProvider time, IIdSource ids) : Grain, INumbererGrain
{
    /// <summary>A crash leaves a gap of at most this many numbers.</summary>
    private const int BlockNumbers = 100;

    private OwnStream<NumberEvent> _stream = null!;
    private long _given;
    private long _reserved;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new OwnStream<NumberEvent>(log, $"numbers/{this.GetPrimaryKeyString()}", OwnFacts.OfNumbers);
        await _stream.Load(Apply, cancellationToken);
        _given = _reserved;
    }

    public async Task<long> Next(CancellationToken cancel = default)
    {
        if (_given == _reserved)
        {
            await Reserve();
        }

        return ++_given;
    }

    private async Task Reserve()
    {
        try
        {
            var block = new NumberEvent.Reserved(_reserved + BlockNumbers);
            // A command id of its own: the same block asked by two activations must conflict, not be one command.
            await _stream.Append([block], Author.System, ids.Next(), time.GetUtcNow(), []);
            Apply(block);
        }
        catch
        {
            // Another activation may have reserved the block: the next one reads how far it came.
            DeactivateOnIdle();
            throw;
        }
    }

    private void Apply(NumberEvent happened) => _reserved = ((NumberEvent.Reserved)happened).UpTo;
}
