using System.Reactive.Linq;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Operators;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Turns expressions into pipelines.</summary>
internal sealed class PipelineBuilder(MarbleWorld world, OperatorTable operators, string path)
{
    /// <exception cref="MarbleFormatException">A name or an operator that does not exist, an argument that does not fit.</exception>
    public IObservable<object?> Build(Expression expression)
    {
        try
        {
            var unknown = Calls(expression).Where(call => operators.Find(call.Operator) is null).SelectMany(call => Unknown(call).Errors).ToList();
            return unknown.Count == 0 ? Stream(expression) : throw new MarbleFormatException(unknown);
        }
        catch (MarbleFormatException error)
        {
            throw new MarbleFormatException([.. error.Errors.Select(e => e with { Path = path })]);
        }
    }

    private IObservable<object?> Stream(Expression expression) => expression switch
    {
        NameExpression name => world.Find(name.Name) ?? throw OperatorCall.Wrong(name, Missing(name.Name)),
        CallExpression call => new OperatorCall(call, world, Stream).Make(operators.Find(call.Operator) ?? throw Unknown(call)),
        _ => throw OperatorCall.Wrong(expression, "a stream belongs here"),
    };

    // In the order in which they stand in the line.
    private static IEnumerable<CallExpression> Calls(Expression? expression) => expression is CallExpression call
        ? [.. Calls(call.Source), call, .. call.Arguments.SelectMany(Calls)]
        : [];

    private static MarbleFormatException Unknown(CallExpression call) =>
        OperatorCall.Wrong(call, $"'{call.Operator}' is not in the table of operators; your own is added in C#: options.Operators.Add(\"{call.Operator}\", call => ...)");

    private string Missing(string name) => world.IsBound(name)
        ? $"'{name}' is bound, and nobody has brought it: world.Bind(\"{name}\", ...) in the second argument of MarbleTest.Run"
        : $"'{name}' is not a send or a stream that is given, nor bound";
}
