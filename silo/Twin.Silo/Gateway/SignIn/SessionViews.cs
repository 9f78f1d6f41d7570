using Twin.City.Rights;
using Twin.City.Tables;
using Twin.Contracts;

namespace Twin.Silo.Gateway.SignIn;

/// <summary>Accounts and sessions as the wire has them.</summary>
internal sealed class SessionViews(AccountBook accounts, Places places)
{
    public SessionView Session(Account account, DateTimeOffset expiresAt, string? post)
    {
        var roles = Roles(account);
        return new SessionView(
            account.Id,
            account.Zh,
            account.En,
            accounts.IsDemo(account.Id),
            expiresAt,
            roles,
            [.. roles.SelectMany(role => role.May).Distinct()],
            [.. roles.SelectMany(role => role.Sees).Distinct()],
            post);
    }

    public DemoAccountView Demo(Account account) =>
        new(account.Id, DemoAccounts.Secret, account.Zh, account.En, Roles(account));

    private BoundRoleView[] Roles(Account account) => [.. account.Bindings.Select(View)];

    private BoundRoleView View(RoleBinding binding)
    {
        var row = CityTables.RoleOf[binding.Role];
        var unit = binding.Department is { } department ? CityTables.DepartmentOf[department] : null;
        return new BoundRoleView(
            row.Role,
            row.Zh,
            row.En,
            [.. row.May],
            [.. row.Sees],
            binding.Home?.Value,
            binding.Home is { } home ? places.NameOf(home.Value) : null,
            unit?.Department.Value,
            unit?.Zh,
            unit?.En);
    }
}
