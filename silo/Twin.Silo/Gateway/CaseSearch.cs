using Twin.City.Search;
using Twin.City.Tables;
using Twin.EventLog;
using Twin.Silo.Gateway.SignIn;
using Twin.Silo.ReadModel;

namespace Twin.Silo.Gateway;

/// <summary>Finds cases by what is written about them, for whoever may read it; each search is noted in the vault.
/// </summary>
internal sealed class CaseSearch(WordIndex words, IVault vault, Rights rights, TimeProvider time)
{
    private const string Purpose = "search";

    /// <summary>Which cases fit what was typed; null when nothing was. Numbers of cases are found by all.</summary>
    /// <exception cref="ProblemException">The words are not read yet, as after a start.</exception>
    public async ValueTask<Func<CaseEntry, bool>?> Fits(string? typed, Caller caller, CancellationToken cancel)
    {
        if (typed is null)
        {
            return null;
        }

        var reader = caller.Bindings.Select(one => one.Role).FirstOrDefault(role =>
            CityTables.RoleOf[role].Sees.Contains("caseText"));
        if (reader is null)
        {
            return entry => IsNamed(entry, typed);
        }

        if (!await words.Settle(Reached.WaitAtMost, cancel))
        {
            throw new ProblemException(Problem.Busy(new Say(
                "Found words that are still being read for the search", "检索内容尚在准备")));
        }

        await vault.ReadMany(
            new WordsOfMany([], new Author(caller.Name, reader), Purpose, time.GetUtcNow()), cancel);
        var found = words.Find(TextPhrase.Read(typed));
        return entry => IsNamed(entry, typed) || (found.Contains(entry.Id)
            && rights.Explain(caller, "caseText", Rights.ResourceOf(entry)).Allowed);
    }

    private static bool IsNamed(CaseEntry entry, string typed) =>
        entry.Id.Value == typed || string.Equals(entry.CaseNo, typed, StringComparison.OrdinalIgnoreCase);
}
