using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>The sources of the library, compiled in memory: read once, then with the edits of one mutant at a time.</summary>
internal sealed class Library
{
    // What the project file adds. The names of the assembly must be those that the marble library was built against.
    private const string Added = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Rx.Sockets.Marbles")]
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private readonly Dictionary<string, string> _sources;
    private readonly Dictionary<string, SyntaxTree> _trees;
    private readonly CSharpCompilation _whole;

    public Library(string folder)
    {
        _sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => WithoutGenerators(File.ReadAllText(Path.Combine(folder, path))));
        _trees = _sources.ToDictionary(file => file.Key, file => Parse(file.Value));
        _whole = CSharpCompilation.Create(
            "Rx.Sockets",
            [.. _trees.Values, Parse(Added)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is not ("Rx.Sockets.dll" or "Rx.Sockets.Marbles.dll"))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Writes the mutant's assembly.</summary>
    /// <exception cref="FormatException">It does not fit the sources, or does not compile.</exception>
    public void Emit(Mutant mutant, string path)
    {
        var compilation = _whole;
        foreach (var edits in mutant.Edits.GroupBy(edit => edit.File))
        {
            if (!_sources.TryGetValue(edits.Key, out var source)) throw new FormatException($"{mutant.Name}: there is no {edits.Key}");
            compilation = compilation.ReplaceSyntaxTree(_trees[edits.Key], Parse(edits.Aggregate(source, (text, edit) => edit.Apply(text))));
        }

        var result = compilation.Emit(path);
        if (result.Success) return;
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5);
        throw new FormatException($"{mutant.Name}: does not compile.\n{string.Join('\n', errors)}");
    }

    // Native calls are not made here; the generator that writes their marshalling is the SDK's, not ours to load.
    private static string WithoutGenerators(string source) =>
        Regex.Replace(source.Replace("[LibraryImport(", "[DllImport(", StringComparison.Ordinal), @"\bpartial (?!class)", "extern ");

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);
}
