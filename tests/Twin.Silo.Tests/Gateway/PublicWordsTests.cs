using System.Net.Http.Json;
using Twin.Contracts;
using Twin.Silo.Tests.Cities;
using Twin.Silo.Tests.Rights;
using Bound = Twin.Silo.Tests.Rights.Bound;

namespace Twin.Silo.Tests.Gateway;

/// <summary>What everybody reads stands in the log for ever: nobody's number gets in by a name or a title.</summary>
public sealed class PublicWordsTests
{
    private const string Number = "找老王 13812345678";

    [Theory]
    [InlineData("campaigns", "name")]
    [InlineData("topics", "title")]
    [InlineData("admissions", "name")]
    [InlineData("admissions", "basis")]
    public async Task A_name_with_a_persons_number_is_refused_and_nothing_is_stored(string path, string field)
    {
        await using var city = await TestCity.Start();
        using var office = RightCity.With(city, "office",
        [
            new Bound("CentreHead", TinyCity.Root, null), new Bound("StreetOffice", TinyCity.Root, null),
            new Bound("CommunitySecretary", TinyCity.WestCommunity, null),
        ]);
        var head = city.Log.Head;
        var until = city.Now().AddDays(20);
        object body = path switch
        {
            "campaigns" => new CampaignRequest(Number, "E01", TinyCity.WestCommunity, null, until),
            "topics" => new TopicRequest(TinyCity.WestCommunity, Number, "Neighbours"),
            _ => new AdmissionRequest(
                "Enforcement", TinyCity.WestCommunity, field == "name" ? Number : "门前三包巡查", 30,
                field == "basis" ? Number : "市容条例第十二条", until),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, body.GetType(), options: TestCity.Json),
        };

        var problem = await office.Problem(request);

        Assert.Equal(("FieldInvalid", field), (problem.Code, problem.Field));
        Assert.DoesNotContain("138", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(head, city.Log.Head);
    }
}
