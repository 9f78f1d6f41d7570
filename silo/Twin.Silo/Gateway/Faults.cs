using System.Text.Json;
using Orleans.Runtime;
using Twin.Contracts;
using Twin.EventLog;

namespace Twin.Silo.Gateway;

/// <summary>Turns whatever went wrong into a problem; tells nothing of the inside.</summary>
internal sealed partial class Faults(ILogger<Faults> logger)
{
    /// <summary>Lets a request through, and answers with a problem where it throws.</summary>
    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Answer.Problem(context, Explain(fault));
        }
    }

    /// <summary>The problem that an exception means to a caller.</summary>
    public ProblemView Explain(Exception fault)
    {
        switch (fault)
        {
            case ProblemException known:
                return known.Problem;
            case BadHttpRequestException bad:
                return Bad(bad);
            case JsonException:
                return Problem.Of(400, "JsonInvalid", new Say("Found no valid JSON.", "不是有效的 JSON。"));
            case LogFullException or LimitExceededException:
                return Problem.Busy(new Say("Found no room in a queue; nothing was stored", "队列已满，未保存"));
            case LogConflictException:
                return Problem.Busy(new Say("Found two writers on one case; nothing was stored", "同一案件正被处理，未保存"));
            case LogUnavailableException:
                LogAway(fault.Message);
                return Problem.Busy(new Say("Found the store out of reach; it may or may not be stored", "存储暂时不可用"));
            case TimeoutException or OrleansException or LogBrokenException:
                LogUnavailable(fault);
                return Problem.Busy(new Say("Found no answer in time; it may or may not be stored", "未及时得到答复"));
            default:
                LogUnexpected(fault);
                return Problem.Busy(new Say("Found a fault in the server; it may or may not be stored", "系统出现故障"));
        }
    }

    private static ProblemView Bad(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => Problem.Of(
            StatusCodes.Status413PayloadTooLarge,
            "TooLarge",
            new Say(
                $"Found a larger body; expected at most {Body.MostBytes} bytes. Send less, or many lines as a batch.",
                $"请求内容过大；最多 {Body.MostBytes} 字节。请减少内容或分批提交。")),
        var status => Problem.Of(
            status is >= 400 and < 500 ? status : StatusCodes.Status400BadRequest,
            "RequestInvalid",
            new Say(
                "Found a request that breaks the rules of HTTP; expected a whole one. Correct it and send again.",
                "请求不符合 HTTP 规则。请改正后重新提交。")),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "A request was refused: {Sentence}")]
    private partial void LogAway(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request got no answer from the city")]
    private partial void LogUnavailable(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request met a fault of the server")]
    private partial void LogUnexpected(Exception fault);
}
