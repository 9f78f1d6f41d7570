using System.Text.Json;
using Twin.Contracts;

namespace Twin.Client;

/// <summary>Turns an answer that says no into its sentence.</summary>
internal static class Problems
{
    private const int MostBodyCharacters = 300;

    public static async Task Check(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        using (answer)
        {
            throw new TwinRefusedException(await Read(answer, cancel));
        }
    }

    private static async Task<ProblemView> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        var body = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            if (JsonSerializer.Deserialize(body, Wire.Of<ProblemView>()) is { Detail.Length: > 0 } problem)
            {
                return problem;
            }
        }
        catch (JsonException)
        {
            // Not ours: a proxy, or another server. The plain answer below says so.
        }

        var status = (int)answer.StatusCode;
        var start = body.Length > MostBodyCharacters ? body[..MostBodyCharacters] : body;
        return new ProblemView(
            "about:blank", answer.ReasonPhrase ?? "", status,
            $"Found {status} with no problem details from {answer.RequestMessage?.RequestUri}: {start}. "
                + "Expected a twin server. Check --url.",
            "NoProblemDetails");
    }
}
