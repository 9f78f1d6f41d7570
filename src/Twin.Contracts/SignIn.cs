namespace Twin.Contracts;

/// <summary>Development sign-in: one of the demo accounts.</summary>
/// <param name="Post">Worker accounts: the post to sign on to afterwards; optional.</param>
public sealed record SignInRequest(string Account, string? Post = null);

/// <param name="Token">Send as <c>Authorization: Bearer …</c>, to the hub as access_token.</param>
public sealed record SignInAnswer(string Token, DateTimeOffset ExpiresAt, AccountView Account);

/// <summary>An account: what it may do and where.</summary>
public sealed record AccountView(
    string Account, string Zh, string En, string[] Roles, string? Home, string? Department);
