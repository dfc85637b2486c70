using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>One C# file of the repository, parsed.</summary>
public sealed class SourceFile
{
    private SourceFile(string path)
    {
        Path = path;
        Tree = CSharpSyntaxTree.ParseText(Repository.Read(path), new CSharpParseOptions(LanguageVersion.Preview), path);
        Unit = Tree.GetCompilationUnitRoot();
    }

    /// <summary>Relative to the root of the repository, with forward slashes.</summary>
    public string Path { get; }

    public SyntaxTree Tree { get; }

    public CompilationUnitSyntax Unit { get; }

    public int Lines => Tree.GetText().Lines.Count - 1; // each line ends with a line feed, the last one too

    /// <summary>The namespace that the file declares.</summary>
    public string Namespace => Unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Unit.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public static IReadOnlyList<SourceFile> All(string folder = "") => [.. Repository.Files("*.cs", folder).Select(path => new SourceFile(path))];

    /// <summary>For messages: the file and the line where <paramref name="node"/> begins.</summary>
    public string At(SyntaxNode node) => $"{Path}:{LineOf(node.SpanStart) + 1}";

    /// <summary>How many lines of code <paramref name="node"/> has: its attributes and comments before it, and the text inside a string,
    /// which is data, are not counted.</summary>
    public int LinesOf(MemberDeclarationSyntax node)
    {
        var start = node.AttributeLists.Count == 0 ? node.SpanStart : node.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart;
        var insideStrings = node.DescendantTokens().Sum(token => LineOf(token.Span.End) - LineOf(token.SpanStart));
        return LineOf(node.Span.End) - LineOf(start) + 1 - insideStrings;
    }

    /// <summary>The namespace that the folder stands for.</summary>
    public string ExpectedNamespace()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');
        var below = new Stack<string>();
        while (Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj").FirstOrDefault() is null)
        {
            below.Push(System.IO.Path.GetFileName(folder));
            folder = System.IO.Path.GetDirectoryName(folder)!;
        }

        var name = XDocument.Load(Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj").First()).Descendants("RootNamespace").First().Value;
        return string.Join('.', below.Prepend(name));
    }

    private int LineOf(int position) => Tree.GetText().Lines.GetLinePosition(position).Line;
}
