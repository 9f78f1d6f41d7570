using Twin.City.Admissions;

namespace Twin.City.Tests.Admissions;

/// <summary>A new duty of posts needs owner, minutes, legal basis and an end; silence is no.</summary>
public class AdmissionTests
{
    private static readonly HomeId City = new("city");
    private static readonly HomeId Street = new("street");
    private static readonly HomeId Other = new("other-street");
    private static readonly HomeId Community = new("community");
    private static readonly DepartmentId Owner = new("MarketSupervision");

    private static readonly AdmissionEvent.DutyAsked Duty =
        new(Owner, City, "电梯月检记录", 30, "省令第17号", Town.Morning.AddDays(90));

    [Fact]
    public void What_nobody_has_admitted_is_not_in_force()
    {
        var book = Asked();

        Assert.False(IsInForce(book, Community));
        book = book.After(Admit(book, Street), 2, Town.Morning);
        Assert.True(IsInForce(book, Community));
        Assert.False(IsInForce(book, Other));
    }

    [Fact]
    public void A_community_may_refuse_what_its_street_has_admitted()
    {
        var book = Asked();
        book = book.After(Admit(book, Street), 2, Town.Morning);
        book = book.After(Refuse(book, Community, "TooMuch"), 3, Town.Morning);

        Assert.False(IsInForce(book, Community));
        Assert.True(IsInForce(book, Street));
        Assert.Equal("FieldInvalid", Refusal(AdmissionDecisions.Refuse(
            book, 1, Community, "NoMood", Town.Morning, Covers)));
    }

    [Fact]
    public void A_street_may_change_its_mind_and_the_last_word_counts()
    {
        var book = Asked();
        book = book.After(Refuse(book, Street, "NoBasis"), 2, Town.Morning);
        Assert.False(IsInForce(book, Street));
        book = book.After(Admit(book, Street), 3, Town.Morning);

        Assert.True(IsInForce(book, Street));
        Assert.Single(book.Rows[0].Answers);
    }

    [Fact]
    public void It_is_over_at_its_end_and_when_its_own_department_ends_it()
    {
        var book = Asked();
        book = book.After(Admit(book, Street), 2, Town.Morning);
        var handler = new Actor("a", ["Handler"], null, Owner);
        Assert.True(book.Rows[0].IsInForce(Street, Duty.Until.AddSeconds(-1), Covers));
        Assert.False(book.Rows[0].IsInForce(Street, Duty.Until, Covers));
        Assert.Equal("DutyOver", Refusal(AdmissionDecisions.Admit(book, 1, Street, Duty.Until, Covers)));
        Assert.Equal("NotAllowed", Refusal(AdmissionDecisions.End(
            book, 1, handler with { Department = new DepartmentId("Power") }, Town.Morning)));

        var ended = AdmissionDecisions.End(book, 1, handler, Town.Morning).Happened.Single();
        Assert.False(IsInForce(book.After(ended, 3, Town.Morning), Street));
    }

    [Fact]
    public void All_duties_together_leave_time_for_people()
    {
        var book = AdmissionBook.Empty.After(Duty with { Minutes = 200 }, 1, Town.Morning)
            .After(Duty with { Minutes = 101 }, 2, Town.Morning);
        book = book.After(Admit(book, Street), 3, Town.Morning);

        Assert.Equal("PostsFull", Refusal(AdmissionDecisions.Admit(book, 2, Street, Town.Morning, Covers)));
        Assert.Null(Refusal(AdmissionDecisions.Admit(book, 2, Other, Town.Morning, Covers)));
    }

    [Fact]
    public void Without_minutes_basis_name_or_end_it_is_not_even_asked()
    {
        Assert.Null(Refusal(AdmissionDecisions.Ask(Duty, Town.Morning)));
        Assert.Equal("FieldInvalid", Refusal(AdmissionDecisions.Ask(Duty with { Minutes = 0 }, Town.Morning)));
        Assert.Equal("FieldInvalid", Refusal(AdmissionDecisions.Ask(Duty with { Basis = "" }, Town.Morning)));
        Assert.Equal("FieldInvalid", Refusal(AdmissionDecisions.Ask(Duty with { Name = "" }, Town.Morning)));
        Assert.Equal("FieldInvalid", Refusal(AdmissionDecisions.Ask(
            Duty with { Until = Town.Morning.AddDays(184) }, Town.Morning)));
        Assert.Equal("DutyUnknown", Refusal(AdmissionDecisions.Admit(
            AdmissionBook.Empty, 1, Street, Town.Morning, Covers)));
    }

    [Fact]
    public void A_duty_of_one_street_is_no_matter_of_another()
    {
        var book = AdmissionBook.Empty.After(Duty with { Area = Street }, 1, Town.Morning);

        Assert.Equal("DutyElsewhere", Refusal(AdmissionDecisions.Admit(book, 1, Other, Town.Morning, Covers)));
        Assert.Null(Refusal(AdmissionDecisions.Refuse(book, 1, Community, "NotOurs", Town.Morning, Covers)));
    }

    private static AdmissionBook Asked() => AdmissionBook.Empty.After(Duty, 1, Town.Morning);

    private static AdmissionEvent Admit(AdmissionBook book, HomeId street) =>
        AdmissionDecisions.Admit(book, 1, street, Town.Morning, Covers).Happened.Single();

    private static AdmissionEvent Refuse(AdmissionBook book, HomeId area, string reason) =>
        AdmissionDecisions.Refuse(book, 1, area, reason, Town.Morning, Covers).Happened.Single();

    private static bool IsInForce(AdmissionBook book, HomeId home) =>
        book.Rows[0].IsInForce(home, Town.Morning, Covers);

    private static string? Refusal(Decision<AdmissionEvent> decision) => decision.Refusal?.Code;

    private static bool Covers(HomeId outer, HomeId inner) =>
        outer == inner || outer == City || (outer == Street && inner == Community);
}
