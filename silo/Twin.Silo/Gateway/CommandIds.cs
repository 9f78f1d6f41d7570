using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Twin.City;
using Twin.Contracts;
using Twin.Grains;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>Binds the id of a command to what was said under it.</summary>
/// <remarks>
/// The digest is signed with the server's secret: the log tells nobody what was written, also when its words are gone.
/// </remarks>
internal sealed class CommandIds(Secret secret, IIdSource ids)
{
    private const int PrintBytes = 8;

    /// <summary>Beginnings of ids that the city itself gives to its steps.</summary>
    private static readonly string[] OfTheCity =
        ["bell/", "clock/", "merge/", "on-spot/", "rehome/", "report/", "seen/", "system/"];

    /// <param name="id">The sender's word; null = it is never sent again.</param>
    /// <param name="said">What is to be done, such as the command's word.</param>
    /// <param name="body">The request without the id.</param>
    public string Of<T>(string? id, string said, T body, JsonTypeInfo<T> type)
    {
        if (id is null)
        {
            return ids.Next();
        }

        var signed = secret.Sign($"command/{said}", JsonSerializer.SerializeToUtf8Bytes(body, type));
        return CommandKey.Of(id, Convert.ToHexStringLower(signed.AsSpan(0, PrintBytes)));
    }

    /// <summary>The sender's word as the account's own: nobody else's stands in its way.</summary>
    public static string? Own(string account, string? id) => id is null ? null : $"{account}/{id}";

    /// <summary>Nobody takes an id away from a clock or a rule.</summary>
    public static ProblemView? Check(string field, string? id) => Checks.Word(field, id)
        ?? (id is not null && OfTheCity.Any(start => id.StartsWith(start, StringComparison.Ordinal))
            ? Problem.Field(field, id, new Say(
                $"an id that does not begin with {string.Join(", ", OfTheCity)}",
                $"不以 {string.Join("、", OfTheCity)} 开头的编号"))
            : null);
}
