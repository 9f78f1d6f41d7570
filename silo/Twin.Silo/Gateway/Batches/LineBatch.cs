using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Twin.Silo.Gateway.Batches;

/// <summary>NDJSON in, NDJSON out: a line fails alone, answers keep the order of the lines.</summary>
/// <remarks>
/// Lines are carried out side by side, up to a bound. Answers are written while lines still come in; a client that
/// sends all before it reads is answered from memory, so neither waits for the other's full buffers.
/// </remarks>
internal static class LineBatch
{
    /// <summary>Lines of one request; more are refused with 413, each by itself.</summary>
    public const int MostLines = 100_000;

    /// <summary>The same without an integration's sign-in.</summary>
    public const int MostLinesOfAnyone = 1_000;

    /// <summary>Lines on their way to the city at once; the next is read when one is done.</summary>
    public const int MostInFlight = 512;

    /// <summary>Bytes of one line; a longer one is refused and skipped.</summary>
    public const int MostLineBytes = 64 * 1024;

    /// <summary>Bytes of one request.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    public static IRequestSizeLimitMetadata SizeLimit { get; } = new RequestSizeLimitAttribute(MostBytes);

    public static async Task Run<TAnswer>(HttpContext context, int mostLines, ILines<TAnswer> lines)
    {
        Body.CheckContentType(context.Request.ContentType, Answer.Ndjson, "application/ndjson", "application/jsonl");
        context.Response.ContentType = Answer.Ndjson;
        var cancel = context.RequestAborted;
        var answers = new LineAnswers<TAnswer>(context.Response.BodyWriter, lines);
        var writing = answers.Write(cancel);
        using var room = new SemaphoreSlim(MostInFlight);
        try
        {
            await Read(context.Request.BodyReader, mostLines, lines, answers, room, cancel);
        }
        finally
        {
            answers.Complete();
            await writing;
        }
    }

    private static async Task Read<TAnswer>(
        PipeReader body, int mostLines, ILines<TAnswer> lines, LineAnswers<TAnswer> answers, SemaphoreSlim room,
        CancellationToken cancel)
    {
        var number = 0L;
        var skipping = false;
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            var rest = read.Buffer;
            while (Cut(ref rest, read.IsCompleted) is { } line)
            {
                if (skipping || IsBlank(line))
                {
                    skipping = false;
                    continue;
                }

                number++;
                await room.WaitAsync(cancel);
                answers.Add(number > mostLines ? Done(room, lines.TooMany(number, mostLines))
                    : line.Length > MostLineBytes ? Done(room, lines.TooLong(number))
                    : Finish(room, lines.Carry(number, line, cancel)));
                if (number > mostLines)
                {
                    body.AdvanceTo(rest.Start);
                    return;
                }
            }

            if (!skipping && rest.Length > MostLineBytes)
            {
                skipping = true;
                await room.WaitAsync(cancel);
                answers.Add(Done(room, lines.TooLong(++number)));
            }

            body.AdvanceTo(skipping ? read.Buffer.End : rest.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static ReadOnlySequence<byte>? Cut(ref ReadOnlySequence<byte> rest, bool last)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!last || rest.IsEmpty)
        {
            return null;
        }

        var all = rest;
        rest = rest.Slice(rest.End);
        return all;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) =>
        line.IsEmpty || (line.Length <= 2 && line.FirstSpan.Trim(" \r\t"u8).IsEmpty);

    private static ValueTask<TAnswer> Finish<TAnswer>(SemaphoreSlim room, ValueTask<TAnswer> line)
    {
        if (!line.IsCompleted)
        {
            return Awaited(room, line);
        }

        room.Release();
        return line;
    }

    private static async ValueTask<TAnswer> Awaited<TAnswer>(SemaphoreSlim room, ValueTask<TAnswer> line)
    {
        try
        {
            return await line;
        }
        finally
        {
            room.Release();
        }
    }

    private static ValueTask<TAnswer> Done<TAnswer>(SemaphoreSlim room, TAnswer answer)
    {
        room.Release();
        return ValueTask.FromResult(answer);
    }
}
