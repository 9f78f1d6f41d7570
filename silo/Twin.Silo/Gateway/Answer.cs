using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";
    public const string Ndjson = "application/x-ndjson";

    private const int RetryAfterSeconds = 1;

    public static Task Ok<T>(HttpContext context, T view, JsonTypeInfo<T> type) =>
        Write(context, StatusCodes.Status200OK, view, type, "application/json; charset=utf-8");

    public static Task Write<T>(HttpContext context, int status, T view, JsonTypeInfo<T> type) =>
        Write(context, status, view, type, "application/json; charset=utf-8");

    public static Task Problem(HttpContext context, ProblemView problem)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(
                System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType)
        {
            // The body is not read, so the connection may end; its sender must not use it again.
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
