namespace Rx.Sockets.Marbles.Drawing;

/// <summary>All that happens in one tick, in words.</summary>
/// <param name="Tick">When.</param>
/// <param name="Text">Without a capital and a full stop, so that it can stand behind the tick.</param>
public sealed record TickSentence(long Tick, string Text);
