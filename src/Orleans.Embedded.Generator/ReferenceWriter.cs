using System.Text;

namespace Orleans.Embedded.Generator;

/// <summary>Writes the reference class of one grain interface.</summary>
internal static class ReferenceWriter
{
    private const string Hosting = "global::Orleans.Embedded.Hosting.";
    private const string NoToken = "default(global::System.Threading.CancellationToken)";

    /// <summary>The whole source file.</summary>
    public static string Write(GrainInterface grain)
    {
        var text = new StringBuilder(RegistrationWriter.Head);
        text.AppendLine($"internal sealed class {grain.ReferenceName} : {Hosting}GrainReference, {grain.FullName}");
        text.AppendLine("{");
        text.AppendLine(
            $"    public {grain.ReferenceName}({Hosting}ReferenceSeed seed) : base(seed) {{ }}");
        for (var at = 0; at < grain.Methods.Count; at++)
        {
            WriteMethod(text, grain.Methods[at], at);
        }

        return text.AppendLine("}").ToString();
    }

    private static void WriteMethod(StringBuilder text, GrainMethod method, int at)
    {
        var parameters = string.Join(", ", method.Parameters.Select((one, i) => $"{one.Type} a{i}"));
        var token = TokenAt(method) is var found and >= 0 ? $"a{found}" : NoToken;
        text.AppendLine();
        text.AppendLine($"    private static readonly {Hosting}CallShape Shape{at} = new {Hosting}CallShape(");
        text.AppendLine(
            $"        {Quote(method.InterfaceName)}, {Quote(method.Name)}, {Flag(method.Interleaves)}, "
            + $"{Flag(method.OneWay)}, {(method.Timeout is null ? "null" : Quote(method.Timeout))});");
        text.AppendLine();
        text.AppendLine($"    {method.ReturnType} {method.DeclaringType}.{method.Name}({parameters})");
        text.AppendLine("    {");
        text.AppendLine(method.OneWay
            ? $"        var request = new Request{at}();"
            : $"        var request = {Hosting}RequestPool.Rent<Request{at}>();");
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (!method.Parameters[i].IsToken)
            {
                text.AppendLine($"        request.A{i} = a{i};");
            }
        }

        text.AppendLine($"        return {Verb(method.Returns)}(request, Shape{at}, {token});");
        text.AppendLine("    }");
        text.AppendLine();
        WriteRequest(text, method, at);
    }

    private static void WriteRequest(StringBuilder text, GrainMethod method, int at)
    {
        var result = method.ResultType is null ? "" : $"<{method.ResultType}>";
        text.AppendLine($"    private sealed class Request{at} : {Hosting}{(method.ResultType is null ? "VoidRequest" : "Request")}{result}");
        text.AppendLine("    {");
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (!method.Parameters[i].IsToken)
            {
                text.AppendLine($"        public {method.Parameters[i].Type} A{i};");
            }
        }

        var arguments = method.Parameters.Select((one, i) => one.IsToken ? "cancellationToken" : $"A{i}");
        var call = $"(({method.DeclaringType})grain).{method.Name}({string.Join(", ", arguments)})";
        var answer = $"global::System.Threading.Tasks.ValueTask{result}";
        text.AppendLine();
        text.AppendLine(
            $"        protected override {answer} Invoke(object grain, "
            + "global::System.Threading.CancellationToken cancellationToken) =>");
        text.AppendLine(method.Returns is ReturnKind.Task or ReturnKind.TaskOfResult
            ? $"            new {answer}({call});"
            : $"            {call};");
        text.AppendLine();
        text.AppendLine("        protected override void Recycle()");
        text.AppendLine("        {");
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (!method.Parameters[i].IsToken)
            {
                text.AppendLine($"            A{i} = default;");
            }
        }

        text.AppendLine($"            {Hosting}RequestPool.Return(this);");
        text.AppendLine("        }");
        text.AppendLine("    }");
    }

    private static int TokenAt(GrainMethod method)
    {
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            if (method.Parameters[i].IsToken)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Verb(ReturnKind returns) => returns switch
    {
        ReturnKind.Task => "TellAsTask",
        ReturnKind.TaskOfResult => "AskAsTask",
        ReturnKind.ValueTask => "Tell",
        _ => "Ask",
    };

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Quote(string text) => "@\"" + text.Replace("\"", "\"\"") + "\"";
}
