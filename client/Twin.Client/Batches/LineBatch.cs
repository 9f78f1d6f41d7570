using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Twin.Client.Batches;

/// <summary>One post of NDJSON and its answer, line for line.</summary>
internal static class LineBatch
{
    private const int BytesPerLine = 512;

    public static async Task<IReadOnlyList<TAnswer>> Post<TLine, TAnswer>(
        HttpClient http, Uri path, IReadOnlyList<TLine> lines, CancellationToken cancel)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path);
        ask.Content = new ReadOnlyMemoryContent(Write(lines));
        ask.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, cancel);
        await Problems.Check(answer, cancel);
        using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var answers = await Read(body, lines.Count, Wire.Of<TAnswer>(), cancel);
        return answers.Count == lines.Count
            ? answers
            : throw new InvalidDataException(
                $"Found {answers.Count} answers to {lines.Count} lines; expected one for each. "
                    + "The answer was cut: send the lines again with the same keys.");
    }

    internal static ReadOnlyMemory<byte> Write<TLine>(IReadOnlyList<TLine> lines)
    {
        var type = Wire.Of<TLine>();
        var buffer = new ArrayBufferWriter<byte>(lines.Count * BytesPerLine);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = type.Options.Encoder,
            SkipValidation = true,
        });
        foreach (var line in lines)
        {
            JsonSerializer.Serialize(json, line, type);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
        }

        return buffer.WrittenMemory;
    }

    internal static async Task<List<TAnswer>> Read<TAnswer>(
        Stream body, int expected, JsonTypeInfo<TAnswer> type, CancellationToken cancel)
    {
        var answers = new List<TAnswer>(expected);
        var pipe = PipeReader.Create(body);
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var rest = Take(read.Buffer, read.IsCompleted, type, answers);
            pipe.AdvanceTo(rest, read.Buffer.End);
            if (read.IsCompleted)
            {
                await pipe.CompleteAsync();
                return answers;
            }
        }
    }

    private static SequencePosition Take<TAnswer>(
        ReadOnlySequence<byte> bytes, bool last, JsonTypeInfo<TAnswer> type, List<TAnswer> answers)
    {
        while (bytes.PositionOf((byte)'\n') is { } end)
        {
            Add(bytes.Slice(0, end), type, answers);
            bytes = bytes.Slice(bytes.GetPosition(1, end));
        }

        if (last)
        {
            Add(bytes, type, answers);
            return bytes.End;
        }

        return bytes.Start;
    }

    private static void Add<TAnswer>(ReadOnlySequence<byte> line, JsonTypeInfo<TAnswer> type, List<TAnswer> answers)
    {
        if (line.IsEmpty)
        {
            return;
        }

        var json = new Utf8JsonReader(line);
        answers.Add(JsonSerializer.Deserialize(ref json, type)
            ?? throw new JsonException($"Found a null line; expected {typeof(TAnswer).Name}."));
    }
}
