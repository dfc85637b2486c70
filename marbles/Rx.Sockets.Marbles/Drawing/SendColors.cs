using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>A colour is an operation, wherever it shows: that frames never interleave is seen before it is read.</summary>
internal sealed class SendColors
{
    /// <summary>For what belongs to no send.</summary>
    public const string Neutral = "cn";

    private readonly List<string> _names;
    private readonly bool _isToMany;

    public SendColors(Scenario scenario)
    {
        _isToMany = scenario.Given.Any(d => d is SocketDefinition);
        _names =
        [
            .. scenario.Given.OfType<SendDefinition>().Select(d => d.Name)
                .Concat(scenario.Then.Where(l => l.Kind == LaneKind.Send).Select(l => l.Name)).Distinct(),
        ];
    }

    /// <summary>Whether a name must stand beside the colour, which nobody has to see.</summary>
    public bool AreSeveral => _names.Count > 1 || _isToMany;

    /// <summary>The class of a send.</summary>
    public string Of(string? name) => name is not null && _names.IndexOf(name) is >= 0 and var index ? $"c{(char)('a' + index % Palette.Sends)}" : Neutral;
}
