namespace Rx.Sockets.Marbles.Model;

/// <summary>An option: <c>capacity: 4</c>. What stands behind the colon is read by the operator, and is never a stream.</summary>
/// <param name="Name">Which option.</param>
/// <param name="Value">What it is set to; a call has a name of its own here, of no operator: <c>overflow: Latest(1)</c>.</param>
/// <param name="At">Where the name stands.</param>
public sealed record NamedExpression(string Name, Expression Value, Position At) : Expression(At);
