using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not keep. Each names what breaks it.</summary>
public sealed class SourceRulesTests
{
    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.All();

    [Fact]
    public void No_file_has_more_than_300_lines() =>
        Violations.None(Files.Where(file => file.Lines > 300).Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void A_file_has_one_top_level_type() =>
        Violations.None(Files.Where(file => file.TopLevelTypes.Count() > 1).Select(file => $"{file.Path}: {file.TopLevelTypes.Count()} types"));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Violations.None(
            from file in Files
            where file.TopLevelTypes.Any() && file.Namespace != file.ExpectedNamespace()
            select $"{file.Path}: {file.Namespace} instead of {file.ExpectedNamespace()}");

    [Fact]
    public void A_method_has_at_most_30_lines() =>
        Violations.None(
            from file in Files
            from member in file.Unit.DescendantNodes().OfType<MemberDeclarationSyntax>()
            where member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax && file.LinesOf(member) > 30
            select $"{file.At(member)}: {file.LinesOf(member)} lines");

    [Fact]
    public void There_are_no_regions() =>
        Violations.None(
            from file in Files
            from trivia in file.Unit.DescendantTrivia()
            where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            select file.Path);

    [Fact]
    public void Partial_is_for_source_generators() =>
        Violations.None(
            from file in Files
            where file.Unit.DescendantTokens().Any(token => token.IsKind(SyntaxKind.PartialKeyword))
            where !file.Unit.DescendantNodes().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString() is "LibraryImport" or "GeneratedRegex")
            select file.Path);

    [Fact]
    public void Unsafe_code_is_only_in_Native_Engines_and_what_Buffers_has_of_native_memory() =>
        Violations.None(
            from file in Files
            where !file.Path.StartsWith("Rx.Sockets.Tests/", StringComparison.Ordinal) // tests misuse memory on purpose
            where !file.Path.StartsWith("Rx.Sockets/Native/", StringComparison.Ordinal)
            where !file.Path.StartsWith("Rx.Sockets/Engines/", StringComparison.Ordinal)
            where file.Path != "Rx.Sockets/Buffers/PointerMemory.cs"
            where file.Unit.DescendantTokens().Any(token => token.IsKind(SyntaxKind.UnsafeKeyword))
            select file.Path);

    /// <summary>A declaration of a native function has no body, so nothing in it to be safe or not.</summary>
    [Fact]
    public void Unsafe_code_says_why_it_is_safe() =>
        Violations.None(
            from file in Files
            from member in file.Unit.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            where IsUnsafe(member) && (member.Body is not null || member.ExpressionBody is not null)
            where !member.ToFullString().Contains("// SAFETY:", StringComparison.Ordinal)
            select file.At(member));

    private static bool IsUnsafe(BaseMethodDeclarationSyntax member) =>
        member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(outer => outer.Modifiers.Any(SyntaxKind.UnsafeKeyword))
        || member.DescendantNodes().OfType<UnsafeStatementSyntax>().Any();
}
