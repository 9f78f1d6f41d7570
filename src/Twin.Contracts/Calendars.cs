namespace Twin.Contracts;

/// <summary>Holidays and make-up days that were announced; a day named again is as named last.</summary>
/// <param name="Source">Whose word it is, such as the number of the notice.</param>
public sealed record CalendarRequest(CalendarDayView[] Days, string Source);

/// <param name="Day">Such as 2027-02-05, in the city's zone.</param>
/// <param name="Works">True: a weekend day that is worked; false: a holiday.</param>
public sealed record CalendarDayView(string Day, bool Works, string? Note = null);

/// <summary>The days that are not what their place in the week says; all others are Monday to Friday.</summary>
/// <param name="Position">Log position up to which it is true; of an announcement, its own.</param>
public sealed record CalendarView(string Zone, CalendarDayView[] Days, long Position);
