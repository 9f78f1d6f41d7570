using Twin.Contracts;

namespace Twin.Silo.Tests.Wire;

public sealed class TypeScriptTests
{
    private static readonly string Committed = Repository.PathOf("web", "src", "wire", "contracts.ts");

    [Fact]
    public void The_webs_types_are_those_of_the_contracts()
    {
        var generated = TypeScript.Of(typeof(ReportRequest).Assembly);
        if (Environment.GetEnvironmentVariable("TWIN_WRITE_TYPES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            File.WriteAllText(Committed, generated);
        }

        Assert.Equal(generated, File.ReadAllText(Committed), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_nullable_field_may_be_missing()
    {
        var generated = TypeScript.Of(typeof(ReportRequest).Assembly);

        Assert.Contains("export interface FrameView {\n", generated, StringComparison.Ordinal);
        Assert.Contains("  board?: BoardView | null;\n", generated, StringComparison.Ordinal);
        Assert.Contains("  children: ChildBoardView[];\n", generated, StringComparison.Ordinal);
    }
}
