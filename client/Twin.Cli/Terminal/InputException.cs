namespace Twin.Cli.Terminal;

/// <summary>Something given to the tool is wrong: what was found, what was expected, what to do.</summary>
public sealed class InputException(string sentence, Exception? inner = null) : Exception(sentence, inner);
