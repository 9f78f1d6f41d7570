using Twin.Architecture.Tests.Names;

namespace Twin.Architecture.Tests;

/// <summary>Privacy is a feature: the names of features.md section 2 may not exist anywhere.</summary>
public class ForbiddenNameTests
{
    private static readonly ForbiddenNames Rules = ForbiddenNames.Read();

    [Fact]
    public void No_name_of_the_product_is_forbidden()
    {
        var names = NamesOfTheTree.All().ToArray();
        var faults = names
            .Select(name => (name, rule: Rules.Find(name.Text, name.Place)))
            .Where(found => found.rule.Length > 0)
            .Select(found =>
                $"{found.name.Where}: {found.name.Place} '{found.name.Text}' by {string.Join(',', found.rule)}");

        Faults.None(faults);
        var kinds = names.Select(name => name.Place).Distinct().Count();
        TestContext.Current.TestOutputHelper?.WriteLine($"names={names.Length} kinds={kinds}");
        Assert.True(names.Length > 2_000, $"only {names.Length} names were read: the reader is blind");
    }

    [Fact]
    public void A_seeded_violation_is_found_in_every_kind_of_place()
    {
        const string Seeded = """
            public record PersonGrain(string PhoneNumber);
            public class CameraOptions { public bool RealNameRequired { get; set; } }
            [ImplicitStreamSubscription("door-log/")]
            public class X { void M() => Map("/api/v1/health-code/{plateNumber}"); }
            """;

        var found = NamesOfTheTree.InSource(Seeded, "seeded")
            .SelectMany(name => Rules.Find(name.Text, name.Place)).Distinct().Order();

        Assert.Equal(["X01", "X04", "X05", "X10", "X12", "X22"], found);
    }

    public static TheoryData<string, string, string> Samples =>
        [.. Csv.Rows(Repository.Read("tests/Twin.Architecture.Tests/Names/forbidden-samples.csv"))
            .Select(row => new TheoryDataRow<string, string, string>(row["name"], row["appliesTo"], row["expect"]))];

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_is_judged_as_the_table_says(string name, string place, string expected)
    {
        var found = Rules.Find(name, place);

        if (expected.Length == 0) Assert.Empty(found);
        else Assert.Contains(expected, found);
    }

    [Theory]
    [InlineData("forbidden-fields.csv")]
    [InlineData("forbidden-samples.csv")]
    public void The_table_is_the_specification(string file)
    {
        var specified = Path.Combine(Repository.Spec, file);
        if (!File.Exists(specified)) Assert.Skip("the specification folder is not beside this checkout");

        Assert.Equal(File.ReadAllText(specified), Repository.Read($"tests/Twin.Architecture.Tests/Names/{file}"));
    }
}
