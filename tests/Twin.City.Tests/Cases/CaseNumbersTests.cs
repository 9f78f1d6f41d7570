using Twin.City.Cases;

namespace Twin.City.Tests.Cases;

public class CaseNumbersTests
{
    private static readonly CaseNumbers Fresh = new("330681", Town.Zone);

    [Fact]
    public void A_number_says_area_day_and_place_in_the_day()
    {
        var (caseNo, next) = Fresh.After(Fresh.Reserve(Town.Morning, 100)!).Take(Town.Morning);

        Assert.Equal("33068120260515000001", caseNo);
        Assert.Equal("33068120260515000002", next.Take(Town.Morning).CaseNo);
    }

    [Fact]
    public void The_day_turns_in_the_zone_of_the_city()
    {
        var lateEvening = new DateTimeOffset(2026, 5, 15, 16, 30, 0, TimeSpan.Zero);
        var numbers = Fresh.After(Fresh.Reserve(lateEvening, 1)!);

        Assert.StartsWith("33068120260516", numbers.Take(lateEvening).CaseNo, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_is_reserved_once_until_it_is_used_up()
    {
        var numbers = Fresh.After(Fresh.Reserve(Town.Morning, 2)!);
        Assert.Null(numbers.Reserve(Town.Morning, 2));
        numbers = numbers.Take(Town.Morning).Next.Take(Town.Morning).Next;

        Assert.Throws<InvalidOperationException>(() => numbers.Take(Town.Morning));
        Assert.Equal(4, numbers.Reserve(Town.Morning, 2)!.UpTo);
    }

    [Fact]
    public void After_a_restart_no_number_comes_twice()
    {
        var reserved = Fresh.Reserve(Town.Morning, 100)!;
        var used = Fresh.After(reserved).Take(Town.Morning).CaseNo;

        var awake = Fresh.After(reserved).Awake();
        awake = awake.After(awake.Reserve(Town.Morning, 100)!);

        Assert.Equal("33068120260515000101", awake.Take(Town.Morning).CaseNo);
        Assert.NotEqual(used, awake.Take(Town.Morning).CaseNo);
    }

    [Fact]
    public void A_new_day_begins_at_one_and_a_clock_that_goes_back_does_not()
    {
        var numbers = Fresh.After(Fresh.Reserve(Town.Morning, 5)!).Take(Town.Morning).Next;
        var tomorrow = Town.Morning.AddDays(1);
        numbers = numbers.After(numbers.Reserve(tomorrow, 5)!);

        Assert.Equal("33068120260516000001", numbers.Take(tomorrow).CaseNo);
        Assert.Null(numbers.Reserve(Town.Morning, 5));
        Assert.Equal("33068120260516000001", numbers.Take(Town.Morning).CaseNo);
    }
}
