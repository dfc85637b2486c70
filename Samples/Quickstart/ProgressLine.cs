namespace Quickstart;

/// <summary>How far a transfer has come: one line that is redrawn in a terminal, a line for each quarter where it cannot be.</summary>
internal sealed class ProgressLine(long total)
{
    private const int Cells = 30;

    private readonly bool _redraws = !Console.IsOutputRedirected;
    private long _lastStep = -1;

    public void Show(long done)
    {
        var step = total == 0 ? 0 : done * (_redraws ? 100 : 4) / total;
        if (step == _lastStep) return;
        _lastStep = step;
        var full = total == 0 ? Cells : (int)(done * Cells / total);
        var bar = new string('#', full).PadRight(Cells, '.');
        var percent = total == 0 ? 100 : done * 100 / total;
        var line = $"   [{bar}] {percent,3} %  {Page.Count(done).PadLeft(Page.Count(total).Length)} of {Page.Count(total)}";
        if (_redraws) Console.Write('\r' + line);
        else Console.WriteLine(line);
    }

    public void End()
    {
        if (_redraws) Console.WriteLine();
    }
}
