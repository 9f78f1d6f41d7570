namespace Orleans;

/// <summary>One call on its way to a grain.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain itself.</summary>
    object Grain { get; }

    /// <summary>The full name of the interface that declares the method.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>What the method returned, once it has run.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, or to the grain.</summary>
    Task Invoke();
}

/// <summary>One call on its way into a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext;
