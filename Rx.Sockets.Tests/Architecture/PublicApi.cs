using System.Reflection;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>The public surface of an assembly as text, one member a line, in an order that does not change.</summary>
public static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = NameOf(type);
        var members = type.IsEnum
            ? Enum.GetNames(type).Select(value => $"{name}.{value} = {Enum.Format(type, Enum.Parse(type, value), "D")}")
            : type.GetMembers(Declared).Select(member => Line(name, member)).OfType<string>().OrderBy(line => line.Replace("static ", "").Replace("virtual ", ""), StringComparer.Ordinal);
        return members.Prepend($"{KindOf(type)} {type.Namespace}.{name}{BasesOf(type)}");
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static string BasesOf(Type type)
    {
        if (type.IsEnum) return "";
        var parent = type.BaseType is { } other && other != typeof(object) && other != typeof(ValueType) ? [other] : Array.Empty<Type>();
        var bases = parent.Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(NameOf, StringComparer.Ordinal));
        return bases.Any() ? " : " + string.Join(", ", bases.Select(NameOf)) : "";
    }

    private static string? Line(string type, MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"{type}.new({ParametersOf(constructor)})",
        MethodInfo method when IsVisible(method) && !IsMadeByCompiler(method) =>
            $"{Modifier(method)}{type}.{method.Name}{Generics(method)}({ParametersOf(method)}) -> {NameOf(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter).ReadState)}",
        PropertyInfo property when property.GetMethod is { } get && IsVisible(get) =>
            $"{Modifier(get)}{type}.{property.Name} {{ get; {SetterOf(property)}}} -> {NameOf(property.PropertyType)}{Mark(Nullability.Create(property).ReadState)}",
        FieldInfo field when field.IsPublic || field.IsFamily => $"{type}.{field.Name} -> {NameOf(field.FieldType)}",
        EventInfo @event => $"{type}.event {@event.Name} -> {NameOf(@event.EventHandlerType!)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsMadeByCompiler(MethodInfo method) =>
        method.Name.StartsWith('<') || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static " : method is { IsVirtual: true, IsFinal: false } && !method.DeclaringType!.IsSealed ? "virtual " : "";

    private static string SetterOf(PropertyInfo property) => property.SetMethod is not { } set || !IsVisible(set)
        ? ""
        : set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; ";

    private static string ParametersOf(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = parameter.HasDefaultValue ? $" = {DefaultOf(parameter)}" : "";
        return $"{way}{NameOf(parameter.ParameterType)}{Mark(Nullability.Create(parameter).WriteState)} {parameter.Name}{value}";
    }

    private static string DefaultOf(ParameterInfo parameter) => parameter switch
    {
        { DefaultValue: null, ParameterType: { IsValueType: true } type } when Nullable.GetUnderlyingType(type) is null => "default",
        { DefaultValue: null } => "null",
        { ParameterType.IsEnum: true } => Enum.ToObject(parameter.ParameterType, parameter.DefaultValue).ToString()!.Replace(", ", " | "),
        { DefaultValue: bool value } => value ? "true" : "false",
        _ => Convert.ToString(parameter.DefaultValue, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Mark(NullabilityState state) => state == NullabilityState.Nullable ? "?" : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string NameOf(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsByRef) return NameOf(type.GetElementType()!);
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return NameOf(inner); // the mark comes from the context
        var name = type.IsNested && !type.IsGenericParameter ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
