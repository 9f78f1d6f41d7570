using System.Globalization;
using System.Text;
using Twin.Contracts;

namespace Twin.Silo.Gateway.Modes;

/// <summary>The after-action report as Markdown, to be read, printed or put into minutes.</summary>
internal sealed class AfterActionPage(AfterActionView report, bool zh, TimeZoneInfo zone)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        var one = report.Incident;
        var drill = one.Drill is null ? "" : zh ? "【演练】" : "[DRILL] ";
        Line($"# {drill}{(zh ? "事后评估" : "After-action report")}: {(zh ? one.PlanZh : one.PlanEn)}");
        Line();
        var open = report.Over ? "" : Words("（未结束）", " (not over)");
        Line(zh
            ? $"{one.AreaName} · {one.HazardZh} · {At(report.From)} 至 {At(report.To)}{open}"
            : $"{one.AreaName} · {one.HazardEn} · {At(report.From)} to {At(report.To)}{open}");
        Line();
        Figures();
        Tasks();
        Resources();
        Notices();
        Timeline();
        Line(zh
            ? $"由事件日志生成，截至位置 {Number(report.Position)}。"
            : $"Folded from the log up to position {Number(report.Position)}.");
        return _text.ToString();
    }

    private void Figures()
    {
        Row(zh ? "指标" : "Figure", zh ? "数值" : "Value");
        Row("---", "---");
        Row(zh ? "状态切换" : "Switches of the mode", Number(report.Switches));
        Row(zh ? "逾期复核" : "Reviews missed", Number(report.Missed));
        Row(zh ? "期间上报案件" : "Cases reported", Number(report.Reported));
        Row(zh ? "其中已了结" : "Of them ended", Number(report.Ended));
        Row(zh ? "其中 S1 / S2" : "Of them S1 / S2", $"{Number(report.S1)} / {Number(report.S2)}");
        Row(zh ? "任务：全部 / 已处置 / 按时" : "Tasks: all / handled / on time",
            $"{Number(report.Tasks.Length)} / {Number(report.TasksHandled)} / {Number(report.OnTime)}");
        Line();
    }

    private void Tasks()
    {
        Heading("任务", "Tasks");
        Row(Words("任务", "Task"), Words("单位", "Department"), Words("签收", "Accepted"), Words("到场", "Arrived"),
            Words("处置", "Handled"), Words("时限", "Due"), Words("受阻", "In the way"));
        Row("---", "---", "---", "---", "---", "---", "---");
        foreach (var one in report.Tasks)
        {
            Row(zh ? one.Zh : one.En, zh ? one.DepartmentZh : one.DepartmentEn, At(one.AcceptedAt), At(one.ArrivedAt),
                At(one.HandledAt), At(one.DueAt), one.Refusal ?? "");
        }

        Line();
    }

    private void Resources()
    {
        Heading("资源", "Resources");
        Row(Words("种类", "Kind"), Words("单位", "Holder"), Words("需要", "Wanted"), Words("用过", "Used"),
            Words("现占用", "Held now"), Words("受阻", "In the way"));
        Row("---", "---", "---", "---", "---", "---");
        foreach (var one in report.Resources)
        {
            Row(one.Kind, one.Holder, Number(one.Wanted), Number(one.Used), Number(one.Reserved + one.Committed),
                one.Refusal ?? "");
        }

        Line();
    }

    private void Notices()
    {
        Heading("公告", "Notices");
        foreach (var one in report.Notices)
        {
            Line($"- {At(one.From)} v{Number(one.Version)}: {Flat(zh ? one.Zh : one.En)}");
        }

        Line();
    }

    private void Timeline()
    {
        Heading("经过", "Timeline");
        foreach (var one in report.Timeline)
        {
            Line($"- {At(one.At)} {(zh ? one.RoleZh : one.RoleEn)}: {Flat(zh ? one.Zh : one.En)}");
        }

        Line();
    }

    private void Heading(string inZh, string inEn)
    {
        Line($"## {Words(inZh, inEn)}");
        Line();
    }

    private string Words(string inZh, string inEn) => zh ? inZh : inEn;

    private void Row(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            _text.Append("| ").Append(Flat(cell).Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        }

        Line("|");
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');

    private string At(DateTimeOffset? moment) => moment is { } at
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flat(string text) => text.ReplaceLineEndings(" ");
}
