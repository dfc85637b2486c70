namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Finds a place for every mark of a lane, so that none hides another: those that would overlap go below.</summary>
internal sealed class LanePacking
{
    private const int Gap = 3;

    // Four letters: with more, nobody sees which tick is meant.
    private const int WidestCentred = 44;

    private readonly List<int> _ends = [];
    private readonly Scale _scale;

    public LanePacking(IEnumerable<Badge> badges, Scale scale)
    {
        _scale = scale;
        Badges = [.. badges.Select(Place)];
    }

    public IReadOnlyList<PlacedBadge> Badges { get; }

    public int Levels => Math.Max(1, _ends.Count);

    private PlacedBadge Place(Badge badge)
    {
        var placed = new PlacedBadge(badge, _scale.X(badge.Column), Left(badge), 0);
        var level = _ends.FindIndex(end => end + Gap <= placed.From);
        if (level < 0)
        {
            level = _ends.Count;
            _ends.Add(0);
        }

        _ends[level] = placed.To;
        return placed with { Level = level };
    }

    private int Left(Badge badge)
    {
        var x = _scale.X(badge.Column);
        var isWide = badge.Shape == BadgeShape.Cross || badge.Width > WidestCentred;
        if (!isWide) return x - badge.Width / 2;
        var away = badge.Shape == BadgeShape.Cross ? PlacedBadge.Away + 2 : PlacedBadge.Away;
        var turned = x - away - badge.Width;
        return x + away + badge.Width > _scale.Right && turned >= _scale.Left ? turned : x + away;
    }
}
