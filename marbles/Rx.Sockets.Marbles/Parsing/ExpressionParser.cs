using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Reads <c>a.Timeout(4).Retry(2)</c>, <c>Merge(a, b)</c> and <c>m.SendTo(capacity: 4)</c>.</summary>
internal sealed class ExpressionParser(TokenReader tokens, int line)
{
    public Expression Parse()
    {
        var expression = Primary();
        while (tokens.TakeSymbol("."))
        {
            var at = Here();
            expression = new CallExpression(expression, tokens.Word("an operator"), Arguments(), at);
        }

        return expression;
    }

    private Expression Primary()
    {
        var at = Here();
        switch (tokens.Peek.Kind)
        {
            case TokenKind.Number: return new NumberExpression(tokens.Number("a number"), at);
            case TokenKind.Text: return new TextExpression(tokens.Next().Value, at);
            default:
                var name = tokens.Word("a name");
                return tokens.Peek.Is("(") ? new CallExpression(null, name, Arguments(), at) : new NameExpression(name, at);
        }
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        tokens.Expect("(");
        if (tokens.TakeSymbol(")")) return arguments;
        do
        {
            arguments.Add(Argument());
        }
        while (tokens.TakeSymbol(","));
        tokens.Expect(")");
        return arguments;
    }

    private Expression Argument()
    {
        var argument = Parse();
        return argument is NameExpression option && tokens.TakeSymbol(":") ? new NamedExpression(option.Name, Parse(), option.At) : argument;
    }

    private Position Here() => new(line, tokens.Peek.Column);
}
