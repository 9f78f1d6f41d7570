namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    internal DeactivationReason(DeactivationReasonCode code, string description, Exception? exception = null)
    {
        ReasonCode = code;
        Description = description;
        Exception = exception;
    }

    /// <summary>The reason as a code.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The failure behind the reason, if there is one.</summary>
    public Exception? Exception { get; }
}
