namespace Twin.Contracts;

/// <summary>From when to when the city can be looked back at.</summary>
/// <param name="Marks">Places of the log at even distances, from the first fact to the last.</param>
public sealed record PastSpanView(PastMarkView[] Marks);

/// <summary>A place in the log and the moment of its fact.</summary>
public sealed record PastMarkView(long Position, DateTimeOffset At);
