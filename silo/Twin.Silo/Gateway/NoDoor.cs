namespace Twin.Silo.Gateway;

/// <summary>Says in a sentence that there is no such path, or not with this method.</summary>
internal static class NoDoor
{
    public static Task Tell(HttpContext context)
    {
        var (method, path) = (context.Request.Method, Problem.Show(context.Request.Path.Value));
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Answer.Problem(context, Problem.Of(
                404,
                "PathUnknown",
                new Say(
                    $"Found the path {path}; expected one of /openapi/v1.json. Correct it.",
                    $"没有{path}这个路径，请查看 /openapi/v1.json。"))),
            StatusCodes.Status405MethodNotAllowed => Answer.Problem(context, Problem.Of(
                405,
                "MethodUnknown",
                new Say(
                    $"Found {method} for {path}; expected {context.Response.Headers.Allow}. Use that method.",
                    $"{path}不支持 {method}。"))),
            var status when status >= 400 && !context.Response.HasStarted => Answer.Problem(context, Problem.Of(
                status,
                "RequestInvalid",
                new Say(
                    "Found a request that is not carried out like this; expected one as /openapi/v1.json describes. "
                    + "Correct it and send again.",
                    "请求无法处理，请查看 /openapi/v1.json。"))),
            _ => Task.CompletedTask,
        };
    }
}
