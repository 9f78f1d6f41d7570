namespace Orleans;

/// <summary>Runs around each call on the side of the grain, inside its turn.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Lets the call pass by invoking the context, or throws.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
