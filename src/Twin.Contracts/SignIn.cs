namespace Twin.Contracts;

/// <summary>Development sign-in: one of the demo accounts.</summary>
/// <param name="Post">Worker accounts: the post to sign on to afterwards; optional.</param>
public sealed record SignInRequest(string Account, string? Post = null);

/// <param name="Token">Send as <c>Authorization: Bearer …</c>, to the hub as access_token.</param>
public sealed record SignInAnswer(string Token, DateTimeOffset ExpiresAt, AccountView Account);

/// <summary>An account: what it may do and where.</summary>
public sealed record AccountView(
    string Account, string Zh, string En, string[] Roles, string? Home, string? Department);

/// <summary>Sign-in with an account of the city.</summary>
/// <param name="Post">The seat that the token shall speak for; the account signs on to it afterwards.</param>
public sealed record SessionRequest(string Account, string Secret, string? Post = null);

/// <param name="Token">Send as <c>Authorization: Bearer …</c>, to the hub as access_token.</param>
public sealed record SessionAnswer(string Token, SessionView Session);

/// <summary>Who is signed in, and what that allows.</summary>
/// <param name="Demo">A demo account: offered to everybody, in the demo city only.</param>
/// <param name="Post">The seat that the token speaks for.</param>
/// <param name="Commands">Commands of commands.csv that one of the roles may give somewhere.</param>
/// <param name="Sees">Groups of roles.csv that one of the roles sees somewhere; fields.csv names their fields.</param>
public sealed record SessionView(
    string Account, string Zh, string En, bool Demo, DateTimeOffset ExpiresAt, BoundRoleView[] Roles,
    string[] Commands, string[] Sees, string? Post = null);

/// <summary>A role and where it holds; without home and department everywhere.</summary>
public sealed record BoundRoleView(
    string Role, string Zh, string En, string[] May, string[] Sees, string? Home = null, string? HomeName = null,
    string? Department = null, string? DepartmentZh = null, string? DepartmentEn = null);

/// <summary>Whether somebody may do or see something, and the rule of rights.csv that decides.</summary>
/// <param name="Subject">The account; <c>anonymous</c> = nobody signed in.</param>
/// <param name="Role">The role that allows it, or came nearest.</param>
/// <param name="Home">Where that role holds.</param>
public sealed record ExplainView(
    string Subject, string Resource, string Action, bool Allowed, string Rule, string Zh, string En,
    string? Role = null, string? Home = null, string? Department = null);

/// <summary>An account of the demo city with its secret, for the sign-in page.</summary>
public sealed record DemoAccountView(string Account, string Secret, string Zh, string En, BoundRoleView[] Roles);
