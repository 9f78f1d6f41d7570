namespace Twin.Silo.Pages;

/// <summary>Answers with the web part before anything else looks at a request.</summary>
internal static class WebPagesExtensions
{
    public static void UseWebPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<WebPages>();
        app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "/";
            var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            return isRead && pages.Page(path is "/worker/" or "/desk/" or "/review/" ? path[..^1] : path) is { } page
                ? page.Write(context)
                : next(context);
        });
    }
}
