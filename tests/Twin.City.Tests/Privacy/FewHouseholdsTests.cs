using FsCheck;
using FsCheck.Fluent;
using Twin.City.Privacy;

namespace Twin.City.Tests.Privacy;

public class FewHouseholdsTests
{
    private static readonly Arbitrary<int[]> Parts = Gen.Choose(0, 40).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, null)]
    [InlineData(9, null)]
    [InlineData(10, 10)]
    [InlineData(300, 300)]
    public void A_figure_of_fewer_than_ten_is_not_shown(int households, int? shown) =>
        Assert.Equal(shown, FewHouseholds.Shown(households));

    [Fact]
    public void One_hidden_part_takes_the_smallest_of_the_others_with_it()
    {
        Assert.Equal([30, null, null], FewHouseholds.Shown([30, 4, 12]));
        Assert.Equal([null, null, 12], FewHouseholds.Shown([3, 4, 12]));
        Assert.Equal([0, null], FewHouseholds.Shown([0, 4]));
    }

    [Fact]
    public void No_small_figure_can_be_worked_out_from_the_whole_and_the_parts_that_are_shown()
    {
        Prop.ForAll(Parts, parts =>
        {
            var shown = FewHouseholds.Shown([.. parts]);

            Assert.Equal(parts.Length, shown.Length);
            Assert.All(shown, (one, at) => Assert.True(one is null || (one == parts[at] && one is 0 or >= 10)));
            // Where the whole is shown, what is hidden is never one part alone.
            var hidden = parts.Where((_, at) => shown[at] is null).ToArray();
            var whole = FewHouseholds.Shown(parts.Sum());
            Assert.False(whole is not null && hidden.Length == 1, $"{string.Join(',', parts)} tells {hidden.Sum()}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
