using Orleans.Embedded.Tests.Stage;

namespace Orleans.Embedded.Tests;

/// <summary>The list of differences names tests that there are.</summary>
public sealed class DifferencesTests
{
    [Fact]
    public void Every_difference_is_a_test_of_the_contract()
    {
        var tests = typeof(DifferencesTests).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, Namespace: "Orleans.Embedded.Tests.Contract" })
            .SelectMany(type => type.GetMethods())
            .Select(method => method.Name)
            .ToHashSet();

        Assert.Empty(Differences.LeftOut.Keys.Concat(Differences.WaitsForTheLimit).Except(tests));
    }
}
