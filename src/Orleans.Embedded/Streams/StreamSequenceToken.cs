namespace Orleans.Streams;

/// <summary>An opaque place in a stream.</summary>
public abstract class StreamSequenceToken
{
    private protected StreamSequenceToken()
    {
    }
}
