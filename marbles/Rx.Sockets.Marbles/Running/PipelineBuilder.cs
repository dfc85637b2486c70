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
            return Stream(expression);
        }
        catch (MarbleFormatException error)
        {
            throw new MarbleFormatException([.. error.Errors.Select(e => e with { Path = path })]);
        }
    }

    private IObservable<object?> Stream(Expression expression) => expression switch
    {
        NameExpression name => world.Find(name.Name)
            ?? throw OperatorCall.Wrong(name, $"'{name.Name}' is not a send or a stream that is given, nor bound"),
        CallExpression call when operators.Find(call.Operator) is { } make => make(new OperatorCall(call, world, Stream)),
        CallExpression call => throw OperatorCall.Wrong(call, $"'{call.Operator}' is not in the table of operators"),
        _ => throw OperatorCall.Wrong(expression, "a stream belongs here"),
    };
}
