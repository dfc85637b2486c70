namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Every way at every level.</summary>
public static class CancelCases
{
    private static readonly CancellationLevel[] Levels = [CancellationLevel.Terminal, CancellationLevel.Partial, CancellationLevel.Total];

    public static TheoryData<CancelWay, CancellationLevel> All => Cross(Enum.GetValues<CancelWay>());

    /// <summary>Without the one that stops all sends of the socket.</summary>
    public static TheoryData<CancelWay, CancellationLevel> OfOne =>
        Cross(Enum.GetValues<CancelWay>().Where(way => way != CancelWay.CancelAll));

    private static TheoryData<CancelWay, CancellationLevel> Cross(IEnumerable<CancelWay> ways) => new(
        from way in ways
        from level in Levels
        select (way, level));
}
