using Twin.Silo.Contacts;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway;

/// <summary>What takes reports and commands, with or without a server around it.</summary>
internal static class GatewayParts
{
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<Places>()
        .AddSingleton<Rights>()
        .AddSingleton<Receipts>()
        .AddSingleton<CommandIds>()
        .AddSingleton<Seats>()
        .AddSingleton<CaseDoor>()
        .AddSingleton<ContactDesk>()
        .AddSingleton<Intake>()
        .AddSingleton<Commands>()
        .AddSingleton<ObligationActs>();
}
