using System.Collections.Immutable;
using Twin.City;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Who may sign in: an account with roles, never a person.</summary>
/// <param name="Home">Area that the roles are bound to; null = the whole city.</param>
/// <param name="AnySeat">May act from any post without signing on: a system that replays records.</param>
internal sealed record Account(
    string Id, string Zh, string En, ImmutableArray<string> Roles, HomeId? Home = null,
    DepartmentId? Department = null, bool AnySeat = false);
