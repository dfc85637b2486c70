using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>What a recording has noted; times in microseconds.</summary>
/// <param name="Journal">The lanes cancel and settled.</param>
/// <param name="Wire">Every native send that took something, in order.</param>
/// <param name="Rows">Sends, in the order of subscription.</param>
/// <param name="Given">What was sent, each once.</param>
/// <param name="States">From when on the socket was only closable, or closed.</param>
/// <param name="End">When it was stopped.</param>
/// <param name="Notes">What the lanes cannot say.</param>
internal sealed record RecordedRun(
    Journal Journal,
    IReadOnlyList<WireSlice> Wire,
    IReadOnlyList<SendRow> Rows,
    IReadOnlyList<SendDefinition> Given,
    IReadOnlyList<(long At, char Mark)> States,
    long End,
    IReadOnlyList<string> Notes);
