using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Twin.City;
using Twin.City.Clocks;
using Twin.City.Tables;
using Twin.Contracts;
using Twin.EventLog;
using Twin.Grains.Clocks;
using Twin.Silo.Gateway.Asking;
using Twin.Silo.Gateway.SignIn;

namespace Twin.Silo.Gateway.Endpoints;

/// <summary>The working calendar: what it is, and what is announced late.</summary>
internal static class CalendarDoors
{
    private const int DaysMost = 100;
    private const int CharactersMost = 200;
    private const string Announcer = "ShiftLead";
    private const string DayFormat = "yyyy-MM-dd";

    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapGet("/calendar", Now).WithSummary("Holidays and make-up days of the city's calendar")
            .Gives<CalendarView>().Refuses(401);
        api.MapPost("/calendar", Announce).WithSummary("Announce holidays and make-up days; running clocks move")
            .Takes(Asks.Key).TakesBody<CalendarRequest>().Gives<CalendarView>().Refuses(400, 401, 403, 413, 415, 503);
    }

    private static Task Now(HttpContext context, CalendarBook book, IEventLog log) =>
        Answer.Ok(context, ViewOf(book, log.Head.Position), WireJson.Relaxed.CalendarView);

    private static async Task Announce(HttpContext context, CalendarBook book, IGrainFactory grains, CommandIds ids)
    {
        var key = Asks.Key.Read(context);
        var request = await Body.Read(context, WireJson.Relaxed.CalendarRequest);
        if (!context.Caller().Has(Announcer))
        {
            throw new ProblemException(Problem.Of(Refusals.NotAllowed));
        }

        var days = DaysOf(request);
        var by = context.Caller().Actor;
        var commandId = ids.Of(
            CommandIds.Own(by.Account, key), "calendar", request, WireJson.Relaxed.CalendarRequest);
        var position = await grains.GetGrain<ICalendarGrain>(CalendarBook.Key).Change(
            days, Checked(request.Source, "source"), by with { Roles = [Announcer] }, commandId,
            context.RequestAborted) ?? throw new ProblemException(Problem.Of(CommandKey.Taken));
        await book.CatchUp(context.RequestAborted);
        await Answer.Ok(context, ViewOf(book, position), WireJson.Relaxed.CalendarView);
    }

    private static CalendarView ViewOf(CalendarBook book, long position) => new(
        book.Now.Zone.Id,
        [
            .. book.Now.Exceptions.Select(day =>
                new CalendarDayView(day.Day.ToString(DayFormat, CultureInfo.InvariantCulture), day.Works)),
        ],
        position);

    private static ImmutableArray<CalendarDay> DaysOf(CalendarRequest request)
    {
        if (request.Days is not { Length: > 0 and <= DaysMost })
        {
            throw Wrong("days", $"{request.Days?.Length ?? 0}", new Say($"1 to {DaysMost} days", $"1至{DaysMost}天"));
        }

        return [.. request.Days.Select(DayOf)];
    }

    private static CalendarDay DayOf(CalendarDayView? day) =>
        DateOnly.TryParseExact(day?.Day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new CalendarDay(date, day!.Works, day.Note is null ? "" : Checked(day.Note, "note"))
            : throw Wrong("day", day?.Day, new Say("a day such as 2027-02-05", "日期，如 2027-02-05"));

    private static string Checked(string? text, string field) =>
        text is { Length: > 0 and <= CharactersMost } && text.Trim() == text && !text.Any(char.IsControl)
            ? text
            : throw Wrong(field, text, new Say($"1 to {CharactersMost} characters", $"1至{CharactersMost}个字"));

    private static ProblemException Wrong(string field, string? found, Say expected) =>
        new(Problem.Field(field, found, expected));
}
