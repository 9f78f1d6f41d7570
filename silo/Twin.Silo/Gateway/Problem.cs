using Twin.City;
using Twin.Contracts;

namespace Twin.Silo.Gateway;

/// <summary>A sentence in both languages.</summary>
internal readonly record struct Say(string En, string Zh);

/// <summary>Makes RFC 9457 problems: what was found, what was expected, what to do.</summary>
internal static class Problem
{
    private const int MostFoundCharacters = 60;

    private static readonly Say SendAgain = new("Correct it and send again.", "请改正后重新提交。");

    public static ProblemView Of(int status, string code, Say sentence, string? field = null) => new(
        $"urn:twin:problem:{code}", TitleOf(status), status, sentence.En, code, sentence.Zh, field);

    /// <summary>One field cannot be like this.</summary>
    public static ProblemView Field(string field, string? found, Say expected, Say? todo = null)
    {
        var shown = Show(found);
        var (doEn, doZh) = todo ?? SendAgain;
        return Of(
            StatusCodes.Status400BadRequest,
            "FieldInvalid",
            new Say(
                $"Found {shown} in '{field}'; expected {expected.En}. {doEn}",
                $"“{field}”填写的是{shown}；应为{expected.Zh}。{doZh}"),
            field);
    }

    /// <summary>Something of that name does not exist.</summary>
    public static ProblemView Unknown(string code, string field, string? found, Say noun) => Of(
        StatusCodes.Status404NotFound,
        code,
        new Say(
            $"Found {Show(found)} in '{field}'; expected the id of {noun.En}. Ask the lists for ids that exist.",
            $"“{field}”填写的是{Show(found)}；应为已有的{noun.Zh}编号。请先查询列表。"),
        field);

    /// <summary>The last part of the path is no command that may be given there.</summary>
    public static ProblemView NoCommand(string command, IReadOnlyCollection<string> given) => Of(
        StatusCodes.Status404NotFound,
        "CommandUnknown",
        new Say(
            $"Found command {Show(command)}; expected one of {string.Join(", ", given)}. "
            + "Correct the last part of the path.",
            $"没有{Show(command)}这个操作；应为 {string.Join("、", given)} 之一。"),
        "command");

    /// <summary>The city said no.</summary>
    public static ProblemView Of(Refusal refusal) => Of(
        StatusOf(refusal.Code), refusal.Code, new Say(refusal.En, refusal.Zh), refusal.Field);

    /// <summary>Nothing was stored now; a resend with the same key is safe.</summary>
    public static ProblemView Busy(Say found) => Of(
        StatusCodes.Status503ServiceUnavailable,
        "Busy",
        new Say(
            $"{found.En}; expected room for one more. Send again with the same key after Retry-After.",
            $"{found.Zh}，系统繁忙。请稍后用同一个编号重新提交。"));

    public static int StatusOf(string code) => code switch
    {
        "NotAllowed" => StatusCodes.Status403Forbidden,
        "CaseUnknown" or "AreaUnknown" => StatusCodes.Status404NotFound,
        "FieldInvalid" => StatusCodes.Status400BadRequest,
        "StaleVersion" => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>A value as it may stand in a sentence: short, on one line, in quotes.</summary>
    public static string Show(string? found)
    {
        if (found is null)
        {
            return "nothing";
        }

        var start = found.Length > MostFoundCharacters ? found[..MostFoundCharacters] + "…" : found;
        return $"'{string.Concat(start.Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? '?' : sign))}'";
    }

    private static string TitleOf(int status) => status switch
    {
        400 => "The request cannot be read as it is",
        401 => "Sign in first",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Method not allowed",
        406 => "No such form of answer",
        409 => "The city says no",
        412 => "The case has changed",
        413 => "Too large",
        415 => "Another content type is expected",
        503 => "Try again soon",
        _ => "The request was not carried out",
    };
}

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(ProblemView problem) : Exception(problem.Detail)
{
    public ProblemView Problem { get; } = problem;
}
