using System.Diagnostics.CodeAnalysis;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>An answer, or the problem in its place.</summary>
internal readonly record struct Outcome<T>(T? Answer, ProblemView? Problem) where T : class
{
    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsAnswer => Answer is not null;

    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    public static implicit operator Outcome<T>(ProblemView problem) => new(null, problem);
}
