using Rx.Sockets.Marbles.Drawing;
using Rx.Sockets.Marbles.Model;

namespace MarbleTool.Commands;

/// <summary>Says in words what happens.</summary>
internal static class ExplainCommand
{
    public static int Run(Arguments arguments, TextWriter output)
    {
        foreach (var source in Source.Load(arguments.Files))
        {
            output.WriteLine(source.File.Title);
            foreach (var scenario in source.File.Scenarios)
                Explain(scenario, output);
        }

        return ExitCode.Right;
    }

    private static void Explain(Scenario scenario, TextWriter output)
    {
        output.WriteLine($"\n  {scenario.Name}");
        foreach (var note in scenario.Notes)
            output.WriteLine($"  {note}");
        if (scenario.Unit is { } unit) output.WriteLine($"  A tick is {unit}.");
        foreach (var sentence in ScenarioSentences.Of(scenario))
            output.WriteLine($"    tick {sentence.Tick}: {sentence.Text}");
    }
}
