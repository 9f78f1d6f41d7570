using System.Collections.Immutable;

namespace Twin.EventLog.Vault;

/// <summary>An account as it is kept; who it belongs to is not our business.</summary>
/// <param name="Bindings">JSON of its roles and where they hold.</param>
/// <param name="SecretHash">Null = by the city's single sign-on only.</param>
/// <param name="Subject">Subject of the single sign-on's tokens that means this account.</param>
public sealed record KeptAccount(
    string Id, string Zh, string En, string Bindings, string? SecretHash = null, string? Subject = null);

/// <summary>Where accounts lie, and which tokens were signed out.</summary>
public interface IAccountStore : IDisposable
{
    ImmutableArray<KeptAccount> All();

    /// <summary>Adds an account or replaces the one of this id; durable when it returns.</summary>
    void Put(KeptAccount account);

    /// <summary>True when there was one.</summary>
    bool Remove(string id);

    /// <summary>A token is over before its time; remembered until it would have ended by itself.</summary>
    void End(string token, DateTimeOffset over, DateTimeOffset now);

    ImmutableArray<(string Token, DateTimeOffset Over)> Ended();
}
