namespace Twin.Silo.Tests.Thrice;

/// <summary>One command with its identity, ready to be sent by whichever connection.</summary>
/// <param name="Stream">Where its facts are.</param>
/// <param name="CommandId">Under which they are stored.</param>
internal sealed record Errand(string Name, string Stream, string CommandId, Func<Play, int, Task<Told>> Send);

/// <summary>An answer without the word that says whether it was told before.</summary>
/// <param name="Again">Null where the door does not say it.</param>
internal readonly record struct Told(string Answer, bool? Again);
