namespace Twin.Benchmarks.Peer;

/// <summary>How a program tells the server one report: the three that the reference measures.</summary>
internal enum Way
{
    /// <summary>A statement after the other, each a way there and back, then COMMIT.</summary>
    Steps,

    /// <summary>The look, then all the rest and its commit sent as one.</summary>
    Together,

    /// <summary>One call of a function in the server.</summary>
    Function,
}
