namespace Twin.Architecture.Tests;

/// <summary>Faults are shown whole, one a line: xUnit would cut the list.</summary>
internal static class Faults
{
    private const int ShownMost = 40;

    public static void None(IEnumerable<string> faults)
    {
        var found = faults.Distinct().ToArray();
        Assert.True(found.Length == 0, $"{found.Length} faults:\n{string.Join('\n', found.Take(ShownMost))}");
    }
}
