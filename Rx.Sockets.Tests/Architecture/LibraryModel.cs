using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>The library's sources, bound: every name in a file leads to the type that it means, however it was written.</summary>
public static class LibraryModel
{
    public const string Library = "Rx.Sockets";

    // What ImplicitUsings adds to every file.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Each mention, outside comments, of a type of ours or of Rx.</summary>
    public static IReadOnlyList<Mention> Mentions { get; } = [.. FindMentions()];

    private static IEnumerable<Mention> FindMentions()
    {
        var files = SourceFile.All(Library);
        var usings = CSharpSyntaxTree.ParseText(ImplicitUsings, new CSharpParseOptions(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create(Library, [usings, .. files.Select(file => file.Tree)], References());
        foreach (var file in files)
        {
            var model = compilation.GetSemanticModel(file.Tree);
            foreach (var name in file.Unit.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (TypeOf(model.GetSymbolInfo(name).Symbol) is { } type && IsOfInterest(type))
                    yield return new Mention(file.At(name), PartOf(file.Namespace), NamespaceOf(type), type.Name);
            }
        }
    }

    /// <summary>The part of the library that a namespace is: "" for the root, "Engines.Epoll" for a folder in a folder.</summary>
    public static string PartOf(string fullNamespace) =>
        fullNamespace == Library ? "" : fullNamespace[(Library.Length + 1)..];

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type,
        INamespaceSymbol or null => null,
        _ => symbol.ContainingType,
    };

    private static bool IsOfInterest(ITypeSymbol type)
    {
        var name = NamespaceOf(type);
        return name == Library || name.StartsWith("Rx.Sockets.", StringComparison.Ordinal) || name.StartsWith("System.Reactive", StringComparison.Ordinal);
    }

    private static string NamespaceOf(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is not (Library or "Rx.Sockets.Tests"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
