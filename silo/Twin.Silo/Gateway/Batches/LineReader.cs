using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.Contracts;

namespace Twin.Silo.Gateway.Batches;

/// <summary>Reads one line of JSON, or says what is wrong with it.</summary>
internal static class LineReader
{
    public static ProblemView? Read<T>(ReadOnlySequence<byte> bytes, JsonTypeInfo<T> type, out T? line) where T : class
    {
        line = null;
        try
        {
            var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = type.Options.MaxDepth });
            line = JsonSerializer.Deserialize(ref json, type);
            if (line is not null && !json.Read())
            {
                return null;
            }

            line = null;
            return JsonFault.Explain(new JsonException("more or less than one object"), type);
        }
        catch (JsonException fault)
        {
            line = null;
            return JsonFault.Explain(fault, type);
        }
    }

    [SuppressMessage("Globalization", "CA1305", Justification = "Whole numbers look the same everywhere.")]
    public static ProblemView TooLong() => Problem.Of(
        StatusCodes.Status413PayloadTooLarge,
        "TooLarge",
        new Say(
            $"Found a line of more than {LineBatch.MostLineBytes} bytes; expected a shorter one. Send less text.",
            $"该行超过 {LineBatch.MostLineBytes} 字节。请缩短内容。"));

    public static ProblemView TooMany(int most) => Problem.Of(
        StatusCodes.Status413PayloadTooLarge,
        "TooManyLines",
        new Say(
            $"Found more than {most.ToString(CultureInfo.InvariantCulture)} lines; expected at most that many. "
            + "Nothing from here on was carried out: send the rest as further batches.",
            $"每批最多 {most.ToString(CultureInfo.InvariantCulture)} 行，其后的内容未处理。请分批提交。"));
}
