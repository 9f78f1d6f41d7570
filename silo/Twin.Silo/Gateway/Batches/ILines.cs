using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace Twin.Silo.Gateway.Batches;

/// <summary>What the lines of one kind of batch mean.</summary>
internal interface ILines<TAnswer>
{
    JsonTypeInfo<TAnswer> AnswerType { get; }

    /// <summary>Carries out one line. It reads the bytes before it first waits; they are gone afterwards.</summary>
    /// <remarks>It never throws for a reason of the line; the answer says what is wrong.</remarks>
    ValueTask<TAnswer> Carry(long number, ReadOnlySequence<byte> line, CancellationToken cancel);

    TAnswer TooLong(long number);

    TAnswer TooMany(long number, int most);
}
