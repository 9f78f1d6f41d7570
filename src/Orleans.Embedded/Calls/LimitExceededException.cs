namespace Orleans.Runtime;

/// <summary>A bound is full; the call was refused and did not run.</summary>
public class LimitExceededException : OrleansException
{
    /// <summary>A full bound without words.</summary>
    public LimitExceededException()
        : base("A limit was exceeded.")
    {
    }

    /// <summary>A full bound in words.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>A full bound in words, and its cause.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
