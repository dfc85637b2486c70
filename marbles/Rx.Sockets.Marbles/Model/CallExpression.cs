namespace Rx.Sockets.Marbles.Model;

/// <summary>An operator: <c>Merge(a, b)</c> or <c>a.Timeout(4)</c>.</summary>
/// <param name="Source">What stands before the dot, if anything does.</param>
/// <param name="Operator">Its name in the table.</param>
/// <param name="Arguments">In order.</param>
/// <param name="At">Where the name stands.</param>
public sealed record CallExpression(Expression? Source, string Operator, IReadOnlyList<Expression> Arguments, Position At) : Expression(At);
