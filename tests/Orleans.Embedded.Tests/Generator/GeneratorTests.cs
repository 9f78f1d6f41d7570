using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Embedded.Generator;

namespace Orleans.Embedded.Tests.Generator;

/// <summary>What the generator writes, and what it refuses.</summary>
public sealed class GeneratorTests
{
    private const string Head =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Concurrency;

        """;

    [Fact]
    public void Generated_references_compile()
    {
        var (output, faults) = Run(
            """
            namespace Town;
            public interface ISimple : IGrainWithStringKey
            {
                Task Do();
                Task<int?> Get(string? text = null, int @class = 3, CancellationToken cancel = default);
                ValueTask Tell((int Count, string Name) pair);
            }
            """);

        Assert.Empty(faults);
        Assert.Empty(Errors(output));
    }

    [Fact]
    public void Overloads_and_inherited_methods_are_told_apart()
    {
        var (output, faults) = Run(
            """
            namespace Town;
            public interface IOne : IGrainWithStringKey { Task Do(int a); Task Do(string a); }
            public interface ITwo : IGrainWithStringKey { Task Do(int a); }
            public interface IBoth : IOne, ITwo { Task Do(long a); }
            public static class Outer { public interface INested : IGrainWithIntegerKey { ValueTask<string> Get(); } }
            """);

        Assert.Empty(faults);
        Assert.Empty(Errors(output));
    }

    [Fact]
    public void A_partial_interface_gets_one_reference()
    {
        var (output, faults) = Run(
            """
            namespace Town;
            public partial interface IParted : IGrainWithStringKey { Task One(); }
            public partial interface IParted { Task Two(); }
            """);

        Assert.Empty(faults);
        Assert.Empty(Errors(output));
    }

    [Fact]
    public void Projects_without_grains_get_nothing()
    {
        var (output, _) = Run("namespace Town; public interface IPlain { int Number { get; } }");

        Assert.Single(output.SyntaxTrees);
    }

    [Theory]
    [InlineData("OE0001", "void Do();")]
    [InlineData("OE0001", "int Get();")]
    [InlineData("OE0002", "Task Do<T>(T one);")]
    [InlineData("OE0002", "Task Do(ref int one);")]
    [InlineData("OE0002", "int Number { get; }")]
    [InlineData("OE0002", "event Action Happened;")]
    [InlineData("OE0004", "[OneWay] Task<int> Get();")]
    [InlineData("OE0005", "Task Do(CancellationToken cancel, int one);")]
    [InlineData("OE0006", "[ResponseTimeout(\"soon\")] Task Do();")]
    [InlineData("OE0006", "[ResponseTimeout(\"00:00:00\")] Task Do();")]
    public void What_a_grain_interface_may_not_have_is_refused(string rule, string member)
    {
        var (_, faults) = Run($"namespace Town; public interface IBad : IGrainWithStringKey {{ {member} }}");

        Assert.Equal([rule], faults.Select(one => one.Id));
    }

    [Theory]
    [InlineData("public class Outer { private interface IHidden : IGrainWithStringKey { Task Do(); } }")]
    [InlineData("public interface IGeneric<T> : IGrainWithStringKey { Task Do(T one); }")]
    public void What_generated_code_cannot_reach_is_refused(string source)
    {
        var (_, faults) = Run($"namespace Town; {source}");

        Assert.Equal(["OE0007"], faults.Select(one => one.Id));
    }

    [Theory]
    [InlineData("[AlwaysInterleave]")]
    [InlineData("[OneWay]")]
    [InlineData("[ResponseTimeout(\"00:00:05\")]")]
    public void An_attribute_of_interface_methods_is_refused_on_a_class(string attribute)
    {
        var (_, faults) = Run(
            $$"""
            namespace Town;
            public interface IGood : IGrainWithStringKey { {{attribute}} Task Do(); }
            public sealed class Good : Grain, IGood { {{attribute}} public Task Do() => Task.CompletedTask; }
            """);

        Assert.Equal("OE0003", Assert.Single(faults).Id);
    }

    [Fact]
    public void A_change_elsewhere_does_not_write_references_again()
    {
        var source = Head + "namespace Town; public interface IOne : IGrainWithStringKey { Task Do(); }";
        var compilation = Compile(source);
        var driver = Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        var changed = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(
                "namespace Town; class Other;", cancellationToken: TestContext.Current.CancellationToken));
        var result = driver.RunGenerators(changed, TestContext.Current.CancellationToken).GetRunResult();

        Assert.All(
            result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached
                or IncrementalStepRunReason.Unchanged));
    }

    private static (Compilation Output, IReadOnlyList<Diagnostic> Faults) Run(string source)
    {
        Driver().RunGeneratorsAndUpdateCompilation(
            Compile(Head + source), out var output, out var faults, TestContext.Current.CancellationToken);
        return (output, faults);
    }

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ReferenceGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Orleans.Embedded.Tests.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Town",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(one => one.Severity == DiagnosticSeverity.Error);
}
