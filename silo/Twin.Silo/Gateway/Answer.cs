using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.City.Rights;
using Twin.Contracts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";
    public const string Ndjson = "application/x-ndjson";

    private const int RetryAfterSeconds = 1;

    private static readonly ScopeSet AnyAsker = ScopeSet.Of(ScopeSet.Public, ScopeSet.Asker);
    private static readonly ScopeSet KnownAsker = ScopeSet.Of(ScopeSet.Public, ScopeSet.SignedIn, ScopeSet.Asker);

    /// <summary>An answer of which the asker sees what needs no more than to be who asks.</summary>
    public static Task Ok<T>(HttpContext context, T view, JsonTypeInfo<T> type) =>
        Write(context, StatusCodes.Status200OK, view, type);

    /// <summary>An answer of which these scopes are seen; other fields are left out.</summary>
    public static Task Ok<T>(HttpContext context, T view, JsonTypeInfo<T> type, ScopeSet scopes) =>
        Write(
            context, StatusCodes.Status200OK, view, Masked(context, type, scopes.With(ScopesOf(context))),
            "application/json; charset=utf-8");

    public static Task Write<T>(HttpContext context, int status, T view, JsonTypeInfo<T> type) =>
        Write(context, status, view, Masked(context, type, ScopesOf(context)), "application/json; charset=utf-8");

    /// <summary>A list of which each row is seen by its own scopes.</summary>
    public static async Task Each<T>(
        HttpContext context, IEnumerable<(T View, ScopeSet Scopes)> rows, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var own = ScopesOf(context);
        await using var json = new Utf8JsonWriter(
            context.Response.BodyWriter, new JsonWriterOptions { Encoder = type.Options.Encoder });
        json.WriteStartArray();
        foreach (var (view, scopes) in rows)
        {
            JsonSerializer.Serialize(json, view, Masked(context, type, scopes.With(own)));
        }

        json.WriteEndArray();
    }

    private static ScopeSet ScopesOf(HttpContext context) => context.Caller().SignedIn ? KnownAsker : AnyAsker;

    private static JsonTypeInfo<T> Masked<T>(HttpContext context, JsonTypeInfo<T> type, ScopeSet scopes) =>
        context.RequestServices.GetRequiredService<FieldMask>().Of(type, scopes);

    public static Task Problem(HttpContext context, ProblemView problem)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                System.Globalization.CultureInfo.InvariantCulture);
        }

        if (context.Request.ContentLength > Body.MostBytes
            || problem.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
        {
            // A body that is not read, or is too large to read after a refusal (401, 403 …), ends the connection;
            // its sender must not use it again.
            context.Response.Headers.Connection = "close";
        }

        return Write(context, problem.Status, problem, WireJson.Relaxed.ProblemView, ProblemJson);
    }

    private static Task Write<T>(HttpContext context, int status, T view, JsonTypeInfo<T> type, string contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, view, type, context.RequestAborted);
    }
}
