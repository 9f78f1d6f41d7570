using System.Collections.Immutable;
using Twin.City.Cases;
using Twin.City.Duplicates;
using Twin.City.Tables;

namespace Twin.City.Triage;

/// <summary>What a report seems to be, for whoever reviews it.</summary>
/// <param name="Confidence">0 to 1, of the class; what follows from it is as sure.</param>
/// <param name="MustConfirm">Below 0.8, and always for S1 and S2.</param>
/// <param name="Zh">Why, in words.</param>
public sealed record TriageProposal(
    CaseClass Class, Severity Severity, DepartmentId Owner, double Confidence, bool MustConfirm, Raised Raised,
    string Zh, string En);

/// <summary>What the rule does with a report that may be a duplicate: go on, let a person look, merge.</summary>
public enum DuplicateStep { File, Ask, Merge }

/// <summary>Proposes class, severity and owner of a report. Pure.</summary>
public static class TriageRules
{
    /// <summary>Below it a person confirms.</summary>
    public const double Sure = 0.8;

    /// <summary>From here on the rule merges by itself; transitions.csv refuses it below.</summary>
    public const double Merges = 0.9;

    /// <summary>Null where neither a class nor a known word was given.</summary>
    /// <param name="code">The class that the reporter or a receiver chose.</param>
    /// <param name="severity">The severity that was given; Unset = the class's own.</param>
    /// <param name="text">Looked at, never kept.</param>
    /// <param name="present">The class of a code as it holds at the report; null = as shipped.</param>
    public static TriageProposal? Propose(
        string? code, Severity severity, string? text, Circumstances around, Func<string, CaseClass?>? present = null)
    {
        present ??= CaseClasses.All.Find;
        var chosen = code is null ? null : present(code);
        var guess = chosen is null && text is not null ? ClassWords.Guess(text).FirstOrDefault() : null;
        if ((chosen ?? (guess is null ? null : present(guess.Class.Code))) is not { } kind) return null;
        var raised = RaisingRules.Apply(kind, severity, Supplying(kind, around));
        var settled = present(raised.Class) ?? kind;
        var confidence = guess?.Confidence ?? 1;
        var (owner, ownerZh, ownerEn) = OwnerOf(settled);
        var (zh, en) = WhyOf(kind, guess, raised);
        return new TriageProposal(
            settled, raised.Severity, owner, confidence, MustConfirm(confidence, raised.Severity), raised,
            $"{zh}；主责{ownerZh}", $"{en}; owner {ownerEn}");
    }

    /// <summary>What becomes of a report that may be a duplicate.</summary>
    /// <param name="matches">The likeliest first.</param>
    /// <param name="severity">Of the report; what is extreme or major is filed at once, whatever it looks like.</param>
    public static DuplicateStep StepFor(ImmutableArray<DuplicateMatch> matches, Severity severity) =>
        matches is not [{ IsAlikeInWords: true } best, ..] || IsGrave(severity)
            || best.Confidence < Sure ? DuplicateStep.File
        : best.Confidence < Merges ? DuplicateStep.Ask
        : DuplicateStep.Merge;

    /// <summary>A person confirms below 0.8, and always what is extreme or major.</summary>
    public static bool MustConfirm(double confidence, Severity severity) =>
        confidence < Sure || IsGrave(severity);

    /// <summary>Extreme, major, or not known.</summary>
    public static bool IsGrave(Severity severity) => severity is Severity.S1 or Severity.S2 or Severity.Unset;

    private static Circumstances Supplying(CaseClass kind, Circumstances around) =>
        CityTables.AuthorityOf(kind.Code)?.Family == "Supply" ? around.With("class affects supply", true) : around;

    /// <summary>The lead department of the class comes before the owner of the family.</summary>
    private static (DepartmentId Owner, string Zh, string En) OwnerOf(CaseClass kind)
    {
        var owner = kind.Departments is [var lead, ..]
            ? lead
            : CityTables.AuthorityOf(kind.Code)?.Owner ?? new DepartmentId("DistrictGovernment");
        return CityTables.DepartmentOf.TryGetValue(owner, out var row)
            ? (owner, row.Zh, row.En)
            : (owner, owner.Value, owner.Value);
    }

    private static (string Zh, string En) WhyOf(CaseClass kind, ClassGuess? guess, Raised raised)
    {
        var zh = guess is null ? $"上报时选了“{kind.Zh}”" : $"文字提到“{string.Join("”“", guess.Heard)}”";
        var en = guess is null
            ? $"reported as \"{kind.En}\""
            : $"the text says \"{string.Join("\", \"", guess.Heard)}\"";
        return raised.By.IsEmpty
            ? (zh, en)
            : ($"{zh}；{string.Join("、", raised.By.Select(rule => rule.Zh))}",
                $"{en}; {string.Join(", ", raised.By.Select(rule => rule.En))}");
    }
}
