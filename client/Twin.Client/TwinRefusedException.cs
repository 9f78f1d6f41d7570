using Twin.Contracts;

namespace Twin.Client;

/// <summary>The city answered, and its answer was no.</summary>
public sealed class TwinRefusedException(ProblemView problem) : Exception(SentenceOf(problem))
{
    public ProblemView Problem { get; } = problem;

    public string Code => Problem.Code;

    private static string SentenceOf(ProblemView problem) =>
        problem.Field is null
            ? $"{problem.Status} {problem.Code}: {problem.Detail}"
            : $"{problem.Status} {problem.Code} ({problem.Field}): {problem.Detail}";
}
