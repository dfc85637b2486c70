using System.Globalization;
using System.Text.RegularExpressions;
using Rx.Sockets.Marbles.Drawing;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>WCAG asks for 3 to 1 for what a graphic needs to be understood, and 4.5 to 1 for text.</summary>
public class PaletteContrast
{
    [Theory]
    [InlineData("text", "page", 7)]
    [InlineData("dim", "page", 4.5)]
    [InlineData("bad", "page", 4.5)]
    [InlineData("bandtext", "band", 4.5)]
    [InlineData("a", "page", 4.5)]
    [InlineData("b", "page", 4.5)]
    [InlineData("c", "page", 4.5)]
    [InlineData("d", "page", 4.5)]
    [InlineData("e", "page", 4.5)]
    [InlineData("f", "page", 4.5)]
    [InlineData("a", "af", 4.5)]
    [InlineData("b", "bf", 4.5)]
    [InlineData("c", "cf", 4.5)]
    [InlineData("d", "df", 4.5)]
    [InlineData("e", "ef", 4.5)]
    [InlineData("f", "ff", 4.5)]
    public void Line_is_seen_on_its_ground_in_light_and_dark(string line, string ground, double atLeast)
    {
        var (over, under) = (Palette.Colors.Single(c => c.Name == line), Palette.Colors.Single(c => c.Name == ground));

        Assert.True(Contrast(over.Light, under.Light) >= atLeast, $"light: {Contrast(over.Light, under.Light):0.0}");
        Assert.True(Contrast(over.Dark, under.Dark) >= atLeast, $"dark: {Contrast(over.Dark, under.Dark):0.0}");
    }

    /// <summary>CSS drops a value that refers to itself: the third send was once drawn in no colour at all.</summary>
    [Fact]
    public void No_class_sets_a_variable_that_is_the_name_of_a_colour()
    {
        var set = Regex.Matches(Palette.StyleSheet, @"^\.mb \.\w+\{(?:--(\w+):[^;}]*;?)+", RegexOptions.Multiline)
            .SelectMany(rule => rule.Groups[1].Captures).Select(c => c.Value).Distinct().ToList();

        Assert.NotEmpty(set);
        Assert.DoesNotContain(set, Palette.Colors.Select(c => c.Name).Contains);
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color) =>
        0.2126 * Channel(color[1..3]) + 0.7152 * Channel(color[3..5]) + 0.0722 * Channel(color[5..7]);

    private static double Channel(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
