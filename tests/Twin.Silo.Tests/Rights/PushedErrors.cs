using System.Net.Http.Json;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;

namespace Twin.Silo.Tests.Rights;

/// <summary>What somebody is told of a case that may not be seen is what is told of one that is not there.</summary>
internal static class PushedErrors
{
    private const string Nowhere = "nosuchcase";

    private static readonly string[] Looks = ["", "/desk", "/words?purpose=test", "/contact?purpose=test"];
    private static readonly string[] Commands = ["void", "supervise", "handle", "refer-out"];
    private static readonly string[] Acts = ["accept", "note", "supervise", "cancel"];

    public static async Task Look(RightCity city, Bound[] subject, string id, Leaks leaks)
    {
        using var http = city.As(id, subject);
        foreach (var hidden in new[] { city.OfSeat, city.OfDepartment, city.OfDispute })
        {
            if (Oracle.Reaches(subject, city.Spots[hidden]))
            {
                continue;
            }

            foreach (var look in Looks)
            {
                await Compare(
                    http, one => new HttpRequestMessage(HttpMethod.Get, $"/api/v1/cases/{one}{look}"), hidden, subject,
                    leaks);
            }

            foreach (var command in Commands.Where(word => !Gives(subject, word)))
            {
                await Compare(http, one => Post($"{one}/{command}", new CommandRequest(
                    Text: "x", Reason: "Order", ReferTo: "Police", Supervision: 1, SecondSignature: true)), hidden,
                    subject, leaks);
            }

            foreach (var act in Acts)
            {
                await Compare(http, one => Post($"{one}/obligations/whistle-1/{act}", new ObligationRequest(
                    Text: "x", Supervision: 1)), hidden, subject, leaks);
            }
        }
    }

    /// <summary>Whoever may give a command somewhere is answered by the case where it may.</summary>
    private static bool Gives(Bound[] subject, string kebab)
    {
        var word = CityTables.Commands.Single(row => string.Equals(
            row.Command, kebab.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        return subject.Any(bound => word.Who.Contains(bound.Role));
    }

    private static HttpRequestMessage Post(string path, object body) =>
        new(HttpMethod.Post, $"/api/v1/cases/{path}") { Content = JsonContent.Create(body, options: TestCity.Json) };

    private static async Task Compare(
        HttpClient http, Func<string, HttpRequestMessage> ask, string hidden, Bound[] subject, Leaks leaks)
    {
        var (found, path) = await Ask(http, ask(hidden));
        var (nothing, _) = await Ask(http, ask(Nowhere));
        if (found.Replace(hidden, Nowhere, StringComparison.Ordinal) != nothing)
        {
            leaks.Found.Add($"{path} says {found}, but {nothing} of none, to {string.Join(" + ", subject)}");
        }
    }

    private static async Task<(string Told, string Path)> Ask(HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return ($"{(int)answer.StatusCode} {text}", request.RequestUri!.ToString());
        }
    }
}
