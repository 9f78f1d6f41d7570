using System.Net.Http.Json;

namespace Twin.Silo.Tests.Cities;

/// <summary>Commands that the city says no to.</summary>
internal static class Refusing
{
    public static async Task<string> Refused<T>(this HttpClient http, string path, T body) => (await http.Problem(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, options: TestCity.Json),
        })).Code;
}
