using System.Runtime.CompilerServices;

namespace Twin.Client.Batches;

/// <summary>Cuts a row of lines into posts, keeps several on the way, answers in order.</summary>
/// <remarks>
/// A post is sent whole before its answer is read, so that client and server never wait for each other's full
/// buffers; what makes it fast is that several are on the way.
/// </remarks>
internal static class BatchPipe
{
    public static async IAsyncEnumerable<TAnswer> Run<TLine, TAnswer>(
        IAsyncEnumerable<TLine> lines, Func<IReadOnlyList<TLine>, CancellationToken, Task<IReadOnlyList<TAnswer>>> post,
        BatchOptions options, [EnumeratorCancellation] CancellationToken cancel)
    {
        options.Checked();
        var onTheWay = new Queue<Task<IReadOnlyList<TAnswer>>>();
        var next = new List<TLine>(options.LinesPerPost);
        await foreach (var line in lines.WithCancellation(cancel))
        {
            next.Add(line);
            if (next.Count < options.LinesPerPost)
            {
                continue;
            }

            onTheWay.Enqueue(post(next, cancel));
            next = new List<TLine>(options.LinesPerPost);
            while (onTheWay.Count >= options.PostsAtOnce)
            {
                foreach (var answer in await onTheWay.Dequeue())
                {
                    yield return answer;
                }
            }
        }

        if (next.Count > 0)
        {
            onTheWay.Enqueue(post(next, cancel));
        }

        while (onTheWay.TryDequeue(out var sent))
        {
            foreach (var answer in await sent)
            {
                yield return answer;
            }
        }
    }
}
