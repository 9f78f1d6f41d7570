using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

namespace Twin.Silo.Gateway;

/// <summary>Reads a request's JSON body, or says what is wrong with it.</summary>
internal static class Body
{
    /// <summary>Bytes of one JSON body; a larger one is refused with 413.</summary>
    public const int MostBytes = 64 * 1024;

    /// <exception cref="ProblemException">Another content type, or not the JSON that was expected.</exception>
    public static async ValueTask<T> Read<T>(HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        CheckContentType(context.Request.ContentType, Answer.Json);
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.BodyReader, type, context.RequestAborted)
                ?? throw new ProblemException(JsonFault.Explain(new JsonException("null"), type));
        }
        catch (JsonException fault)
        {
            throw new ProblemException(JsonFault.Explain(fault, type));
        }
    }

    public static void CheckContentType(string? found, params ReadOnlySpan<string> expected)
    {
        if (MediaTypeHeaderValue.TryParse(found, out var type))
        {
            var utf8 = !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
            foreach (var one in expected)
            {
                if (utf8 && type.MediaType.Equals(one, StringComparison.OrdinalIgnoreCase))
                {
                    return;
                }
            }
        }

        throw new ProblemException(Problem.Of(
            StatusCodes.Status415UnsupportedMediaType,
            "ContentTypeUnknown",
            new Say(
                $"Found content type {Problem.Show(found)}; expected {expected[0]} in UTF-8. Set the header.",
                $"内容类型是{Problem.Show(found)}；应为 UTF-8 的 {expected[0]}。请设置请求头。"),
            "Content-Type"));
    }
}
