using Microsoft.Extensions.Primitives;

namespace Twin.Silo.Gateway.Asking;

/// <summary>Where a value of a request stands, outside its body.</summary>
internal enum AskIn
{
    Path,
    Query,
    Header,
}

/// <summary>How a value is written, for the description of the interface.</summary>
/// <param name="Type">string, integer or boolean.</param>
internal sealed record Shape(
    string Type, string? Format = null, long? Least = null, long? Most = null, int? MostCharacters = null,
    IReadOnlyList<string>? OneOf = null);

/// <summary>A value that an endpoint asks for: described and read in one place.</summary>
internal abstract record Ask(string Name, AskIn In, string Meaning, Shape Shape)
{
    protected string? Find(HttpContext context)
    {
        if (In == AskIn.Path)
        {
            return context.Request.RouteValues[Name]?.ToString();
        }

        var values = In == AskIn.Query ? context.Request.Query[Name] : context.Request.Headers[Name];
        return values.Count > 1 ? throw Twice(values) : values.Count == 0 ? null : values[0];
    }

    private ProblemException Twice(StringValues values) => new(Problem.Field(
        Name, string.Join(", ", values.ToArray()), new Say("it once", "只填写一次")));
}

/// <summary>A value with its reader.</summary>
/// <param name="Try">The value, or null when the text is none.</param>
internal sealed record Ask<T>(
    string Name, AskIn In, string Meaning, Shape Shape, Func<string, T?> Try, Say Expected)
    : Ask(Name, In, Meaning, Shape)
    where T : struct
{
    /// <summary>The value; null when it is not given.</summary>
    /// <exception cref="ProblemException">What is given is no such value.</exception>
    public T? Read(HttpContext context) => Find(context) is { } text
        ? Try(text) ?? throw new ProblemException(Problem.Field(Name, text, Expected))
        : null;
}

/// <summary>A short word, such as an id.</summary>
internal sealed record AskWord(string Name, AskIn In, string Meaning, int Most = Checks.MostWordCharacters)
    : Ask(Name, In, Meaning, new Shape("string", MostCharacters: Most))
{
    public string? Read(HttpContext context)
    {
        var text = Find(context);
        return Checks.Word(Name, text, Most) is { } problem ? throw new ProblemException(problem) : text;
    }

    /// <summary>For a value of the path, which is always there.</summary>
    public string Must(HttpContext context) =>
        Read(context) ?? throw new ProblemException(Problem.Field(Name, null, new Say("an id", "编号")));
}
