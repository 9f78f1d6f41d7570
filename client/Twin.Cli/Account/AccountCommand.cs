using System.CommandLine;
using System.Security.Cryptography;
using Twin.City.Rights;
using Twin.Cli.Terminal;
using Twin.EventLog.Vault;

namespace Twin.Cli.Account;

/// <summary><c>twin account</c>: accounts of a city, in its data folder; the server may run meanwhile.</summary>
internal static class AccountCommand
{
    private const int SecretBytes = 18;

    private static readonly Option<string> Data = new("--data")
    {
        Description = "the server's data folder",
        Required = true,
    };

    private static readonly Option<string[]> Role = new("--role")
    {
        Description = "Role, Role@AREA, Role/Department or Role@AREA/Department; may be given several times",
        Required = true,
    };

    private static readonly Option<string?> Subject = new("--subject")
    {
        Description = "subject of the city's single sign-on; no secret is made then",
    };

    private static readonly Option<string?> Zh = new("--zh") { Description = "what the account is for, in Chinese" };
    private static readonly Option<string?> En = new("--en") { Description = "what the account is for, in English" };
    private static readonly Argument<string> Id = new("account") { Description = "id of the account, never a name" };

    public static Command Build() => new("account", "Accounts of a city: add, list, remove.")
    {
        new Command("add", "Adds an account or replaces it; prints its new secret once.")
        {
            Id, Data, Role, Subject, Zh, En,
        }.As(Add),
        new Command("list", "Lists the accounts with their roles.") { Data }.As(List),
        new Command("remove", "Removes an account; its tokens end with it.") { Id, Data }.As(Remove),
    };

    private static Task Add(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        var (id, subject) = (given.GetValue(Id)!, given.GetValue(Subject));
        if (id.Length > 100 || id != id.Trim() || id.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign)))
        {
            throw new InputException($"Found the account '{id}'; expected 1 to 100 visible characters without blanks.");
        }

        using var accounts = Open(given);
        var secret = subject is null ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)) : null;
        var roles = Roles(given.GetValue(Role)!);
        accounts.Put(new KeptAccount(
            id, given.GetValue(Zh) ?? id, given.GetValue(En) ?? id, roles,
            secret is null ? null : SecretHash.Of(secret), subject));
        outcome.Add("account", id).Add("roles", roles.Replace(' ', ','));
        if (secret is not null)
        {
            outcome.Add("secret", secret);
        }

        return Task.CompletedTask;
    }

    private static Task List(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var accounts = Open(given);
        var all = accounts.All();
        foreach (var one in all)
        {
            Console.WriteLine($"{one.Id}  {one.Bindings}  {(one.Subject is null ? "secret" : "single sign-on")}");
        }

        outcome.Add("accounts", all.Length);
        return Task.CompletedTask;
    }

    private static Task Remove(ParseResult given, Outcome outcome, CancellationToken cancel)
    {
        using var accounts = Open(given);
        outcome.Add("removed", accounts.Remove(given.GetValue(Id)!) ? "true" : "false");
        return Task.CompletedTask;
    }

    private static string Roles(string[] given)
    {
        try
        {
            return BindingText.Write(BindingText.Read(string.Join(' ', given)));
        }
        catch (FormatException odd)
        {
            throw new InputException(odd.Message);
        }
    }

    private static SqliteAccounts Open(ParseResult given)
    {
        var folder = given.GetValue(Data)!;
        return Directory.Exists(folder)
            ? SqliteAccounts.Open(Path.Combine(folder, "accounts.db"))
            : throw new InputException($"Found no folder '{folder}'; expected the server's --data. Start it once.");
    }
}
