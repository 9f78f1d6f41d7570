namespace Orleans.Runtime;

/// <summary>A failure of the engine itself.</summary>
public class OrleansException : Exception
{
    /// <summary>A failure without words.</summary>
    public OrleansException()
        : base("The engine failed.")
    {
    }

    /// <summary>A failure in words.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, and its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
