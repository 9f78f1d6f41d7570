using System.Text;

namespace Orleans.Embedded.Generator;

/// <summary>Writes the reference class of one grain interface.</summary>
internal static class ReferenceWriter
{
    private const string Hosting = "global::Orleans.Embedded.Hosting.";
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Tasks = "global::System.Threading.Tasks.";

    /// <summary>The whole source file.</summary>
    public static string Write(GrainInterface grain)
    {
        var text = new StringBuilder(RegistrationWriter.Head);
        text.AppendLine($"internal sealed class {grain.ReferenceName} : {Hosting}GrainReference, {grain.FullName}");
        text.AppendLine("{");
        text.AppendLine($"    public {grain.ReferenceName}({Hosting}ReferenceSeed seed) : base(seed) {{ }}");
        for (var at = 0; at < grain.Methods.Count; at++)
        {
            WriteShape(text, grain.Methods[at], at);
            WriteMethod(text, grain.Methods[at], at);
            WriteRequest(text, grain.Methods[at], at);
        }

        return text.AppendLine("}").ToString();
    }

    /// <summary>Text as a C# string that cannot be broken out of.</summary>
    private static string Quote(string text) => "@\"" + text.Replace("\"", "\"\"") + "\"";

    private static string Flag(bool value) => value ? "true" : "false";

    private static void WriteShape(StringBuilder text, GrainMethod method, int at)
    {
        text.AppendLine();
        text.AppendLine($"    private static readonly {Hosting}CallShape Shape{at} = new {Hosting}CallShape(");
        text.AppendLine(
            $"        {Quote(method.InterfaceName)}, {Quote(method.Name)}, {Flag(method.Interleaves)}, "
            + $"{Flag(method.OneWay)}, {(method.Timeout is null ? "null" : Quote(method.Timeout))});");
    }

    private static void WriteMethod(StringBuilder text, GrainMethod method, int at)
    {
        var parameters = string.Join(", ", method.Parameters.Select((one, i) => $"{one.Type} a{i}"));
        var token = method.Parameters.Any(one => one.IsToken)
            ? $"a{method.Parameters.Count - 1}"
            : $"default({Token})";
        text.AppendLine();
        text.AppendLine($"    {method.ReturnType} {method.DeclaringType}.{method.Name}({parameters})");
        text.AppendLine("    {");
        text.AppendLine($"        var request = {Hosting}RequestPool.Rent<Request{at}>();");
        foreach (var i in Arguments(method))
        {
            text.AppendLine($"        request.A{i} = a{i};");
        }

        text.AppendLine($"        return {Verb(method.Returns)}(request, Shape{at}, {token});");
        text.AppendLine("    }");
    }

    private static void WriteRequest(StringBuilder text, GrainMethod method, int at)
    {
        var root = method.ResultType is null ? "VoidRequest" : $"Request<{method.ResultType}>";
        var answer = method.ResultType is null ? $"{Tasks}ValueTask" : $"{Tasks}ValueTask<{method.ResultType}>";
        var arguments = method.Parameters.Select((one, i) => one.IsToken ? "cancellationToken" : $"A{i}");
        var call = $"(({method.DeclaringType})grain).{method.Name}({string.Join(", ", arguments)})";
        var isTask = method.Returns is ReturnKind.Task or ReturnKind.TaskOfResult;
        text.AppendLine();
        text.AppendLine($"    private sealed class Request{at} : {Hosting}{root}");
        text.AppendLine("    {");
        foreach (var i in Arguments(method))
        {
            text.AppendLine($"        public {method.Parameters[i].Type} A{i};");
        }

        text.AppendLine();
        text.AppendLine($"        protected override {answer} Invoke(object grain, {Token} cancellationToken) =>");
        text.AppendLine($"            {(isTask ? $"new {answer}({call})" : call)};");
        text.AppendLine();
        text.AppendLine("        protected override void Recycle()");
        text.AppendLine("        {");
        foreach (var i in Arguments(method))
        {
            text.AppendLine($"            A{i} = default;");
        }

        text.AppendLine($"            {Hosting}RequestPool.Return(this);");
        text.AppendLine("        }");
        text.AppendLine("    }");
    }

    /// <summary>The places of the parameters that travel in the request; the token does not.</summary>
    private static IEnumerable<int> Arguments(GrainMethod method) =>
        Enumerable.Range(0, method.Parameters.Count).Where(i => !method.Parameters[i].IsToken);

    private static string Verb(ReturnKind returns) => returns switch
    {
        ReturnKind.Task => "TellAsTask",
        ReturnKind.TaskOfResult => "AskAsTask",
        ReturnKind.ValueTask => "Tell",
        _ => "Ask",
    };
}
