using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Twin.City;
using Twin.City.Cases;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Gateway;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>Role × command: what a role may do is what roles.csv says, and no cell turns without being found.</summary>
/// <remarks>
/// Each command goes to the gateway in each role, with a version that no case has: whoever may give it hears of the
/// form or of the version, whoever may not hears that. What has no such door is asked of the gate of the case.
/// </remarks>
[Collection(nameof(Alone))]
public sealed class MayCellTests(ITestOutputHelper output)
{
    private static readonly RoleRow[] Roles = [.. CityTables.Roles.Where(role => role.Role != "System")];

    private static readonly HashSet<string> Sendable = [.. Commands.Known];

    [Fact]
    public async Task Every_cell_of_role_and_command_is_as_listed_and_each_one_turned_is_found()
    {
        await using var city = await RightCity.Start();
        using var dispatcher = await city.City.As("dispatcher");
        // A dispute that nobody owns: any mediator may take it.
        await dispatcher.Command(city.OfDispute, "recall", new CommandRequest(Text: "改派"));
        var clients = Roles.ToDictionary(role => role.Role, role => city.As($"may-{role.Role}", [BoundOf(role, city)]));
        var cells = (from role in Roles from row in CityTables.Commands select (role, row.Command)).ToList();
        var (wrong, missed) = (new List<string>(), new List<string>());
        var (opened, closed, asked) = (0, 0, 0);
        foreach (var (role, command) in cells)
        {
            var listed = role.May.Contains(command);
            if (await May(city, clients[role.Role], role.Role, command) != listed)
            {
                wrong.Add($"{role.Role} × {command}: listed={listed}");
            }

            TriedCell.TurnMay(role.Role, command);
            try
            {
                asked += Sendable.Contains(command) ? 1 : 0;
                (opened, closed) = listed ? (opened, closed + 1) : (opened + 1, closed);
                if (await May(city, clients[role.Role], role.Role, command) == listed)
                {
                    missed.Add($"{role.Role} × {command}: turned, and nothing shows it");
                }
            }
            finally
            {
                TriedCell.Restore();
            }
        }

        output.WriteLine(
            $"cells={cells.Count} opened={opened} closed={closed} caught={cells.Count - missed.Count} "
            + $"overHttp={asked}");
        output.WriteLine(string.Join('\n', wrong.Concat(missed).Take(100)));
        Assert.Empty(wrong);
        Assert.Empty(missed);
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private static Bound BoundOf(RoleRow role, RightCity city) =>
        new(role.Role, null, role.BoundTo == RoleBound.Department ? city.Department : null);

    private static async Task<bool> May(RightCity city, HttpClient client, string role, string command)
    {
        if (!Sendable.Contains(command))
        {
            var rules = city.City.Services.GetRequiredService<CaseRules>();
            var nothing = CaseState.Absent(new CaseId("none"));
            return CaseGate.Explain(nothing, command, new Actor("somebody", [role]), rules).Allowed;
        }

        var one = role switch
        {
            "Mediator" => city.OfDispute,
            "Handler" => city.OfDepartment,
            _ => city.OfSeat,
        };
        using var answer = await client.PostAsJsonAsync(
            new Uri($"/api/v1/cases/{one}/{command}", UriKind.Relative),
            Form(city) with { Receipt = role == "Reporter" ? city.Receipt : null }, TestCity.Json,
            TestContext.Current.CancellationToken);
        Assert.False(answer.IsSuccessStatusCode, $"{role} × {command} was carried out.");
        return answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
    }

    /// <summary>Whatever the doors ask for, and a version that the case does not have.</summary>
    private static CommandRequest Form(RightCity city)
    {
        var soon = TimeProvider.System.GetUtcNow().AddDays(2);
        return new CommandRequest(
            ExpectedVersion: 9_999, Post: TinyCity.WestPost, Department: city.Department, MergeInto: city.OfDepartment,
            ReferTo: "Police", Reference: "P-1", Channel: "Call", DueAt: soon, ReviewAt: soon, Whistle: "Daily",
            Answered: true, Solved: true, Supervision: 1);
    }
}
