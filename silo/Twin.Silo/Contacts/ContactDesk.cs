using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Silo.Gateway;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Contacts;

/// <summary>Keeps how a reporter is reached, in the vault under a key of its own, and shows it for a call.</summary>
/// <remarks>The fact carries an opaque relay id; the number is in no fact, stream, list or log line.</remarks>
internal sealed class ContactDesk(IVault vault, Places places, Seats seats, TimeProvider time)
{
    private const string Scope = "caseContact";


    /// <summary>The relay id that the fact carries; anybody may know it, it opens nothing.</summary>
    public static string RelayOf(CaseId id) => $"relay-{id.Value}";

    /// <summary>Stores it before any fact names it; a resend changes nothing.</summary>
    public async ValueTask<string> Keep(CaseId id, string contact, CancellationToken cancel)
    {
        await vault.Put(KeyOf(id), TextOf(id), contact.Trim(), cancel);
        return RelayOf(id);
    }

    /// <summary>Shows it to whoever has the case in hand; the purpose and the account stay in the audit.</summary>
    /// <exception cref="ProblemException">Not in this account's hands now.</exception>
    public async ValueTask<ContactView> Show(
        CaseSight sight, Caller caller, string purpose, CancellationToken cancel)
    {
        var role = RoleOf(sight, caller) ?? throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        var now = time.GetUtcNow();
        var contact = await vault.Read(
            new WordsRequest(KeyOf(sight.Case), TextOf(sight.Case), new Author(caller.Name, role), purpose, now),
            cancel);
        return new ContactView(sight.Case.Value, contact, now + ContactRules.ShownFor);
    }

    /// <summary>Where a message goes, asked at the moment it goes out; null when it was forgotten.</summary>
    public ValueTask<string?> AddressOf(CaseId id, string purpose, CancellationToken cancel) => vault.Read(
        new WordsRequest(KeyOf(id), TextOf(id), Author.System, purpose, time.GetUtcNow()), cancel);

    /// <summary>Destroys it: the case is archived, or its words are erased.</summary>
    public ValueTask<bool> Forget(CaseId id, CancellationToken cancel) =>
        vault.Forget(KeyOf(id), Author.System, time.GetUtcNow(), cancel);

    /// <summary>The role in which the case is in the caller's hands; null when it is not.</summary>
    private string? RoleOf(CaseSight sight, Caller caller) => caller.Bindings.FirstOrDefault(one =>
        CityTables.RoleOf[one.Role].Sees.Contains(Scope)
        && ContactRules.IsInHand(one.Role, sight.Stage, sight.Class)
        && (one.Home is not { } own || places.Covers(own, sight.Home))
        && (one.Role != "Handler" || Handles(one.Department, sight, caller.Name)))?.Role;

    /// <summary>By the department that owns it, or from the seat that has accepted it.</summary>
    private bool Handles(DepartmentId? department, CaseSight sight, string account) =>
        (department is { } own && own == sight.Department)
        || sight.Tasks.Any(task => task is { Kind: TaskKind.Handle, AcceptedAt: not null, Over: false }
            && seats.Has(task.Post, account));

    private static string KeyOf(CaseId id) => $"contact/{id.Value}";

    private static string TextOf(CaseId id) => Receipts.TextIdOf(id, "contact");
}
