namespace Orleans.Embedded.Tests.Stage;

/// <summary>An exception with a property, to see whether it comes through.</summary>
public sealed class RefusedException(string text, int number) : Exception(text)
{
    public int Number { get; } = number;
}
