using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Twin.Silo.Gateway.Batches;

/// <summary>Answers on their way out, in the order of their lines.</summary>
internal sealed class LineAnswers<TAnswer>(PipeWriter body, ILines<TAnswer> lines)
{
    /// <summary>Bytes gathered before they are sent, while the next answer is ready.</summary>
    private const int FlushAtBytes = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ValueTask<TAnswer>> _answers = new();
    private TaskCompletionSource? _waiting;
    private bool _complete;

    public void Add(ValueTask<TAnswer> answer)
    {
        lock (_gate)
        {
            _answers.Enqueue(answer);
            Wake();
        }
    }

    /// <summary>No further line comes.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            Wake();
        }
    }

    /// <summary>
    /// Writes until the last answer is out. A client that has gone is no reason to stop carrying out.
    /// </summary>
    public async Task Write(CancellationToken cancel)
    {
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions
        {
            Encoder = lines.AnswerType.Options.Encoder,
            SkipValidation = true,
        });
        var unsent = 0L;
        while (await Next() is { } next)
        {
            if (unsent > 0 && (!next.IsCompleted || unsent >= FlushAtBytes))
            {
                await body.FlushAsync(cancel);
                unsent = 0;
            }

            var answer = await next;
            JsonSerializer.Serialize(json, answer, lines.AnswerType);
            json.Flush();
            unsent += json.BytesCommitted + 1;
            json.Reset();
            body.Write("\n"u8);
        }

        await body.FlushAsync(cancel);
    }

    private async ValueTask<ValueTask<TAnswer>?> Next()
    {
        while (true)
        {
            Task? wait = null;
            lock (_gate)
            {
                if (_answers.TryDequeue(out var next))
                {
                    return next;
                }

                if (_complete)
                {
                    return null;
                }

                _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _waiting.Task;
            }

            if (body.UnflushedBytes > 0)
            {
                await body.FlushAsync(CancellationToken.None);
            }

            await wait;
        }
    }

    private void Wake()
    {
        _waiting?.SetResult();
        _waiting = null;
    }
}
